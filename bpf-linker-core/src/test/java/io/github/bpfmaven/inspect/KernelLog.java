package io.github.bpfmaven.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What {@code bpftool -d prog loadall} says of programs: libbpf how it puts them together, the verifier what it counted.
 *
 * @param instructions of the program alone
 * @param added subprograms by name with their instructions, in the order in which libbpf appends them
 * @param stack what the verifier found each function to use of its frame, in that order, the program first; empty if the
 *     program was not loaded
 */
record KernelLog(int instructions, Map<String, Integer> added, List<Integer> stack) {
    private static final Pattern FOUND =
            Pattern.compile("libbpf: sec '[^']*': found program '([^']+)' at .* code size (\\d+) insns .*");
    private static final Pattern ADDED =
            Pattern.compile("libbpf: prog '([^']+)': added (\\d+) insns from sub-prog '([^']+)'");
    private static final Pattern LOG = Pattern.compile("libbpf: prog '([^']+)': -- BEGIN PROG LOAD LOG --");
    private static final Pattern DEPTH = Pattern.compile("stack depth (\\d+(?:\\+\\d+)*)");

    /** By the names of the programs. */
    static Map<String, KernelLog> parse(String output) {
        var programs = new LinkedHashMap<String, KernelLog>();
        var current = "";
        for (var line : output.lines().toList()) {
            var found = FOUND.matcher(line);
            var added = ADDED.matcher(line);
            var log = LOG.matcher(line);
            var depth = DEPTH.matcher(line);
            if (found.matches()) {
                programs.put(
                        found.group(1),
                        new KernelLog(Integer.parseInt(found.group(2)), new LinkedHashMap<>(), new ArrayList<>()));
            } else if (added.matches()) {
                programs.get(added.group(1)).added.put(added.group(3), Integer.parseInt(added.group(2)));
            } else if (log.matches()) {
                current = log.group(1);
            } else if (depth.matches() && programs.containsKey(current)) {
                for (var part : depth.group(1).split("\\+")) {
                    programs.get(current).stack.add(Integer.parseInt(part));
                }
            }
        }
        return programs;
    }

    int loaded() {
        return instructions
                + added.values().stream().mapToInt(Integer::intValue).sum();
    }
}
