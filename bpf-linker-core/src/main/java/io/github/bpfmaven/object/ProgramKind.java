package io.github.bpfmaven.object;

import java.util.Optional;

/**
 * What a section says of the programs in it: {@code SEC("?fentry.s/do_unlinkat")}.
 *
 * <p>Source: {@code section_defs}, {@code sec_def_matches} and {@code bpf_object__init_prog} of libbpf 1.8
 * ({@code src/libbpf.c}); {@code Documentation/bpf/libbpf/program_types.rst} of Linux.
 *
 * @param type what the program is
 * @param attachType what it is to be attached to ({@code expected_attach_type}), as bpftool prints it:
 *     {@code enum bpf_attach_type} of {@code linux/bpf.h} without {@code BPF_}, in small letters. Some are newer than Linux
 *     6.18. Nothing if the kernel is told none
 * @param attachTarget what stands behind the first part and a slash: {@code do_unlinkat} of {@code kprobe/do_unlinkat},
 *     {@code sched/sched_switch} of {@code tracepoint/sched/sched_switch}; for {@code struct_ops} a name of no
 *     importance. Nothing if there is none: then the loader is told, or attaches nothing by itself
 * @param sleepable whether it may sleep ({@code BPF_F_SLEEPABLE})
 * @param autoload whether a loader loads it unless told otherwise: false with a {@code ?} in front. Programs of
 *     {@code struct_ops} are loaded if a table that is made names them
 */
public record ProgramKind(
        ProgramType type,
        Optional<String> attachType,
        Optional<String> attachTarget,
        boolean sleepable,
        boolean autoload) {
    /**
     * The kind of the programs in a section.
     *
     * @param section its name, with the {@code ?} if there is one
     * @return nothing if libbpf does not know such a section, as {@code xdp/} with more than it expects
     */
    public static Optional<ProgramKind> of(String section) {
        boolean autoload = !section.startsWith("?");
        return SectionDefinition.kind(autoload ? section : section.substring(1), autoload);
    }
}
