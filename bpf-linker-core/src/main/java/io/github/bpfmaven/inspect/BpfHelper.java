package io.github.bpfmaven.inspect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.bpfmaven.object.ProgramType;

/**
 * A helper function of the kernel's.
 *
 * <p>Source: the table that {@code bpf_helper_defs.h} is written from ({@code helpers.tsv} of bpf-headers).
 *
 * @param number what a call has as its immediate, from 1 on
 * @param name with {@code bpf_} in front
 * @param since the first release of Linux that has it
 * @param isGplOnly whether Linux 6.18 refuses calls from programs whose license does not go with the GPL
 * @param anyLicense the types of program that may call it even so, by the kernel's names; empty but for a few
 */
public record BpfHelper(int number, String name, KernelVersion since, boolean isGplOnly, Set<String> anyLicense) {
    /** The number of {@code bpf_tail_call}. */
    public static final long TAIL_CALL = 12;

    private static final int COLUMNS = 7;
    private static final String GPL = "gpl";
    private static final Map<Integer, BpfHelper> ALL = TableFile.rows("helpers.tsv", COLUMNS).stream()
            .map(BpfHelper::of)
            .collect(Collectors.toUnmodifiableMap(BpfHelper::number, Function.identity()));

    /** The names of all, sorted. */
    public static List<String> names() {
        return ALL.values().stream().map(BpfHelper::name).sorted().toList();
    }

    /** The set is copied. */
    public BpfHelper {
        anyLicense = Set.copyOf(anyLicense);
    }

    private static BpfHelper of(String... row) {
        String attributes = row[3];
        return new BpfHelper(
                Integer.parseInt(row[0]),
                "bpf_" + row[1],
                KernelVersion.parse(row[2]),
                attributes.startsWith(GPL),
                attributes.startsWith(GPL + "-") ? Set.of(attributes.substring(GPL.length() + 1)) : Set.of());
    }

    /** The helper of that number; nothing if Linux 6.18 has none. */
    public static Optional<BpfHelper> of(long number) {
        return number == (int) number ? Optional.ofNullable(ALL.get((int) number)) : Optional.empty();
    }

    /** Whether a program of that type may call it only under a license that goes with the GPL. */
    public boolean isGplOnlyFor(ProgramType type) {
        return isGplOnly && !anyLicense.contains(type.toString());
    }
}
