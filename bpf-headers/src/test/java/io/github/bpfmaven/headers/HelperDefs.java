package io.github.bpfmaven.headers;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes the text of {@code bpf/bpf_helper_defs.h} from the lines of {@code helpers.tsv}. */
final class HelperDefs {

    private static final Pattern STRUCT = Pattern.compile("struct \\w+");

    /**
     * One line of the table: a helper of the kernel, its number, the first Linux that had it, and what kinds of programs may
     * call it.
     */
    record Helper(
            int number,
            String name,
            String since,
            String attributes,
            String returns,
            String arguments,
            String programs) {

        static Helper parse(String line) {
            String[] columns = line.split("\t", -1);
            if (columns.length != 7) {
                throw new IllegalArgumentException("seven columns are needed, not " + columns.length + ": " + line);
            }
            return new Helper(
                    Integer.parseInt(columns[0]),
                    columns[1],
                    columns[2],
                    columns[3],
                    columns[4],
                    columns[5],
                    columns[6]);
        }

        /** As it is written down in C: {@code long bpf_redirect(__u32 ifindex, __u64 flags)}. */
        String prototype() {
            return returns + (returns.endsWith("*") ? "" : " ") + "bpf_" + name + "(" + arguments + ")";
        }

        String declaration() {
            String attribute = attributes.equals("fastcall") ? "__bpf_fastcall " : "";
            String space = returns.endsWith("*") ? "" : " ";
            return "static %s%s%s(* const bpf_%s)(%s) = (void *) %d;"
                    .formatted(attribute, returns, space, name, arguments, number);
        }
    }

    static List<Helper> parse(String table) {
        return table.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Helper::parse)
                .toList();
    }

    static String header(List<Helper> helpers) {
        StringBuilder text = new StringBuilder("""
                /* SPDX-License-Identifier: BSD-2-Clause */
                /* Written from helpers.tsv (bpf-headers, HelperDefs): change that, not this. */
                #ifndef __BPF_HELPER_DEFS_H__
                #define __BPF_HELPER_DEFS_H__

                #include <linux/types.h>

                /* The compiler need not save the caller's registers around such a call (clang 19 and later). */
                #ifndef __bpf_fastcall
                #if __has_attribute(bpf_fastcall)
                #define __bpf_fastcall __attribute__((bpf_fastcall))
                #else
                #define __bpf_fastcall
                #endif
                #endif

                """);
        for (String struct : structs(helpers)) {
            text.append(struct).append(";\n");
        }
        String since = "";
        for (Helper helper : helpers) {
            if (!helper.since().equals(since)) {
                since = helper.since();
                text.append("\n/* Since Linux ").append(since).append(" */\n");
            }
            text.append(helper.declaration()).append('\n');
        }
        return text.append("\n#endif\n").toString();
    }

    /** The structs that the prototypes point to; a forward declaration is all that they need. */
    private static TreeSet<String> structs(List<Helper> helpers) {
        return helpers.stream()
                .flatMap(helper -> STRUCT.matcher(helper.returns() + ' ' + helper.arguments())
                        .results())
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private HelperDefs() {}
}
