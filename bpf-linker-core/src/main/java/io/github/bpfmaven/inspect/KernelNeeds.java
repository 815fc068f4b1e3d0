package io.github.bpfmaven.inspect;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an object or a program needs of a kernel, as if all of its code ran: a helper that is only called after a check needs
 * its kernel too. What cannot be seen in an object is not among it: configuration, patches of distributions, functions and
 * fields that are looked up when it is loaded.
 *
 * @param needs the newest first, before them those of which it is not known since when; each once
 */
public record KernelNeeds(List<KernelNeed> needs) {
    private static final Comparator<KernelNeed> ORDER = Comparator.<KernelNeed, Boolean>comparing(
                    need -> need.since().isPresent())
            .thenComparing(need -> need.since().orElse(new KernelVersion(0, 0)), Comparator.reverseOrder())
            .thenComparing(KernelNeed::what);

    /** The list is copied. */
    public KernelNeeds {
        needs = List.copyOf(needs);
    }

    static KernelNeeds of(Collection<KernelNeed> needs) {
        return new KernelNeeds(needs.stream().distinct().sorted(ORDER).toList());
    }

    /** The oldest release of Linux that has all of which it is known since when; nothing if there is nothing. */
    public Optional<KernelVersion> oldest() {
        return needs.stream().map(KernelNeed::since).flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    /** Because of what there is no older release: those of {@link #oldest()}. */
    public List<KernelNeed> decisive() {
        return needs.stream()
                .filter(need -> need.since().isPresent() && Objects.equals(need.since(), oldest()))
                .toList();
    }

    /** Of which it is not known since when; the oldest release may be a newer one because of these. */
    public List<KernelNeed> unknown() {
        return needs.stream().filter(need -> need.since().isEmpty()).toList();
    }
}
