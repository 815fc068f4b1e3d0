package io.github.bpfmaven.object;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.bpfmaven.spelling.EditDistance;

/** What may have been meant by the name of a section that libbpf does not know. */
final class NearSection {
    private NearSection() {}

    private record Candidate(String section, int distance) {}

    /**
     * @param section may have a {@code ?} in front
     * @return nothing if no section that there is has a name like it
     */
    static Optional<String> of(String section) {
        String mark = section.startsWith("?") ? "?" : "";
        String name = section.substring(mark.length());
        int limit = name.length() / 3 + 1;
        return SectionDefinition.ALL.stream()
                .flatMap(definition -> candidates(definition, name, limit))
                .filter(candidate -> candidate.distance <= limit)
                .min(Comparator.comparingInt(Candidate::distance))
                .map(Candidate::section)
                .or(() -> beginning(name))
                .map(near -> mark + near);
    }

    /**
     * Whether the name goes on where libbpf's ends, with a slash or a number: {@code socket/filter}, {@code socket1},
     * {@code classifier/egress/drop}. Cilium's loader, and libbpf before 1.0, go by the beginning.
     */
    static boolean isForAnotherLoader(String section) {
        String name = section.startsWith("?") ? section.substring(1) : section;
        return SectionDefinition.ALL.stream()
                .map(SectionDefinition::name)
                .anyMatch(known ->
                        name.startsWith(known) && name.substring(known.length()).matches("[/0-9].*|"));
    }

    private static Stream<Candidate> candidates(SectionDefinition definition, String name, int limit) {
        Candidate whole = new Candidate(definition.name(), EditDistance.between(name, definition.name(), limit));
        int slash = name.indexOf('/');
        if (slash < 0) {
            return Stream.of(whole);
        }
        int distance = EditDistance.between(name.substring(0, slash), definition.name(), limit);
        if (definition.takesTarget()) {
            return Stream.of(whole, new Candidate(definition.name() + name.substring(slash), distance));
        }
        return distance == 0 ? Stream.of(whole, new Candidate(definition.name(), 0)) : Stream.of(whole);
    }

    /** Loaders of old let names go on as one liked: {@code xdp_drop}. */
    private static Optional<String> beginning(String name) {
        return SectionDefinition.ALL.stream()
                .map(SectionDefinition::name)
                .filter(name::startsWith)
                .max(Comparator.comparingInt(String::length));
    }
}
