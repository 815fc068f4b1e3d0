package io.github.bpfmaven.plugin.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Made-up programs in the sizes and with the habits of real ones, 10 to 300 lines. The same number is the same program in
 * every set, on every machine.
 */
final class GeneratedPrograms {
    /** Headers of the project that several programs include, as most projects have some. */
    static final Map<String, String> SHARED_HEADERS =
            Map.of("common/limits.h", """
            #pragma once

            #define NAME_LENGTH 64
            #define MAX_DEPTH 16

            enum verdict { VERDICT_PASS, VERDICT_DROP, VERDICT_LOG };
            """, "common/task.h", """
            #pragma once

            static __always_inline __u32 current_tgid(void)
            {
            	return bpf_get_current_pid_tgid() >> 32;
            }

            static __always_inline __u64 parent_start(struct task_struct *task)
            {
            	return BPF_CORE_READ(task, real_parent, start_time);
            }
            """, "common/filter.h", """
            #pragma once

            struct filter_rule {
            	__u32 tgid;
            	__u32 uid;
            	__u64 cgroup;
            };

            static __always_inline int rule_matches(const struct filter_rule *rule, __u32 tgid)
            {
            	return !rule->tgid || rule->tgid == tgid;
            }
            """, "common/packet.h", """
            #pragma once

            static __always_inline int is_ipv4(const struct ethhdr *ethernet)
            {
            	return ethernet->h_proto == bpf_htons(ETH_P_IP);
            }
            """);

    private static final long SEED = 20_261_121;
    private static final List<String> DIRECTORIES = List.of("", "trace/", "net/", "fs/", "process/");
    private static final int MAX_LINES = 300;

    private final ProgramParts parts;

    GeneratedPrograms(ProgramParts parts) {
        this.parts = parts;
    }

    /** So many programs: texts by their paths below the source directory. */
    Map<String, String> make(int count) {
        var programs = new LinkedHashMap<String, String>();
        for (var i = 0; i < count; i++) {
            // A distance between the seeds: Random's first numbers are alike for neighbours.
            var random = new Random(SEED + i * 0x9E3779B97F4A7C15L);
            var path = "%sprog%04d.bpf.c".formatted(DIRECTORIES.get(random.nextInt(DIRECTORIES.size())), i);
            programs.put(path, program(random, i));
        }
        return programs;
    }

    /** Writes the programs and what they include of the project's own; their paths below the directory. */
    List<String> write(Path directory, int count) throws IOException {
        for (var header : SHARED_HEADERS.entrySet()) {
            write(directory.resolve(header.getKey()), header.getValue());
        }
        var programs = make(count);
        for (var program : programs.entrySet()) {
            write(directory.resolve(program.getKey()), program.getValue());
        }
        return new ArrayList<>(programs.keySet());
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String program(Random random, int index) {
        var text = new StringBuilder("// SPDX-License-Identifier: GPL-2.0\n").append(parts.head());
        if (random.nextInt(12) == 0) {
            return text.append(tiny(random)).toString();
        }
        for (var header : parts.sharedHeaders()) {
            if (random.nextInt(3) > 0) {
                text.append("#include \"").append(header).append("\"\n");
            }
        }
        text.append("\nconst volatile __u32 program_number = ").append(index).append(";\n");
        text.append("\nchar LICENSE[] SEC(\"license\") = \"GPL\";\n");
        var count = partCount(random);
        for (var i = 0; i < count; i++) {
            var part = parts.part(random, i);
            if (text.chars().filter(c -> c == '\n').count() + part.lines().count() > MAX_LINES) {
                break;
            }
            text.append(part);
        }
        return text.toString();
    }

    private static String tiny(Random random) {
        return """

                char LICENSE[] SEC("license") = "GPL";

                SEC("socket")
                int length(struct __sk_buff *skb)
                {
                	return skb->len > %d;
                }
                """.formatted(random.nextInt(1_000_000));
    }

    /** Most programs are small: 1 to 3 parts in two of three, up to 10 in the others. */
    private static int partCount(Random random) {
        return random.nextInt(3) > 0 ? 1 + random.nextInt(3) : 4 + random.nextInt(7);
    }
}
