package io.github.bpfmaven.inspect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A helper function of the kernel's.
 *
 * <p>Source: the table that {@code bpf_helper_defs.h} is written from ({@code helpers.tsv} of bpf-headers).
 *
 * @param number what a call has as its immediate, from 1 on
 * @param name with {@code bpf_} in front
 * @param since the first release of Linux that has it
 */
public record BpfHelper(int number, String name, KernelVersion since) {
    private static final int COLUMNS = 7;
    private static final Map<Integer, BpfHelper> ALL = TableFile.rows("helpers.tsv", COLUMNS).stream()
            .map(row -> new BpfHelper(Integer.parseInt(row[0]), "bpf_" + row[1], KernelVersion.parse(row[2])))
            .collect(Collectors.toUnmodifiableMap(BpfHelper::number, Function.identity()));

    /** The names of all, sorted. */
    public static List<String> names() {
        return ALL.values().stream().map(BpfHelper::name).sorted().toList();
    }

    /** The helper of that number; nothing if Linux 6.18 has none. */
    public static Optional<BpfHelper> of(long number) {
        return number == (int) number ? Optional.ofNullable(ALL.get((int) number)) : Optional.empty();
    }
}
