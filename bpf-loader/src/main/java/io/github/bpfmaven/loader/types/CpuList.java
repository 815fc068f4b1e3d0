package io.github.bpfmaven.loader.types;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** CPUs as the kernel lists them: {@code 0-3,8}. */
final class CpuList {
    private CpuList() {}

    /** How many there are from the first to the last, holes included: values of maps have room for those as well. */
    static int count(String ranges) throws IOException {
        return all(ranges).stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
    }

    /** Their numbers. */
    static List<Integer> all(String ranges) throws IOException {
        List<Integer> all = new ArrayList<>();
        try {
            for (String range : ranges.split(",")) {
                int dash = range.indexOf('-');
                int last = Integer.parseInt(range.substring(dash + 1));
                for (int cpu = dash < 0 ? last : Integer.parseInt(range.substring(0, dash)); cpu <= last; cpu++) {
                    all.add(cpu);
                }
            }
        } catch (NumberFormatException strange) {
            throw new IOException("this is no list of CPUs: " + ranges, strange);
        }
        return all;
    }
}
