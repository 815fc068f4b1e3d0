package io.github.bpfmaven.loader.types;

/** What not every kernel can do; {@link Features} finds out by trying, as versions tell nothing of what was backported. */
public enum Feature {
    /** Names of programs and maps (4.15). */
    NAMES,
    /** The expected attach type of a program (4.17). */
    EXPECTED_ATTACH_TYPE,
    /** BTF at all (4.18). */
    BTF,
    /** BTF of functions, and records about instructions (5.0). */
    BTF_FUNCTIONS,
    /** BTF that says that a function is global (5.6). */
    BTF_GLOBAL_FUNCTIONS,
    /** BTF of variables and their sections (5.2). */
    BTF_SECTIONS,
    /** BTF of floating-point numbers (5.13). */
    BTF_FLOATS,
    /** BTF of tags on declarations (5.16). */
    BTF_DECLARATION_TAGS,
    /** BTF of tags on types (5.17). */
    BTF_TYPE_TAGS,
    /** BTF of enums of 64 bits (6.0). */
    BTF_ENUM64,
    /** BTF of sections whose names begin with a question mark (6.9). */
    BTF_QUESTION_MARKS,
    /** Global variables: the address of a map's value in an instruction (5.2). */
    GLOBAL_DATA,
    /** Arrays that can be mapped into memory (5.5). */
    MAPPED_ARRAYS,
    /** {@code bpf_probe_read_kernel} and its like in place of {@code bpf_probe_read} (5.5). */
    PROBE_READ_KERNEL,
    /** Memory is charged to control groups, not to {@code RLIMIT_MEMLOCK} (5.11). */
    MEMORY_BY_CGROUP,
    /** Maps of which a program is told without an instruction that names them (5.10). */
    BOUND_MAPS,
    /** Links to perf events (5.15). */
    PERF_LINKS,
    /** A number that a program is attached with and can ask for, {@code bpf_get_attach_cookie} (5.15). */
    COOKIES,
    /** Offsets of 512 MB and more into an arena in an instruction, and so variables at its end (after 6.18). */
    LARGE_OFFSETS
}
