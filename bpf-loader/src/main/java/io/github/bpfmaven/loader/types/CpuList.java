package io.github.bpfmaven.loader.types;

import java.io.IOException;

/** CPUs as the kernel lists them: {@code 0-3,8}. */
final class CpuList {
    private CpuList() {}

    /** How many there are from the first to the last, holes included: values of maps have room for those as well. */
    static int count(String ranges) throws IOException {
        int highest = -1;
        try {
            for (String range : ranges.split(",")) {
                highest = Math.max(highest, Integer.parseInt(range.substring(range.indexOf('-') + 1)));
            }
        } catch (NumberFormatException strange) {
            throw new IOException("this is no list of CPUs: " + ranges, strange);
        }
        return highest + 1;
    }
}
