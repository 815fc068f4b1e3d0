package io.github.bpfmaven.header;

/**
 * A function to declare.
 *
 * @param prototype the id of its type
 * @param kfunc whether programs may call it: it has the declaration tag {@code bpf_kfunc}
 * @param fastcall whether a call keeps registers: it has the tag {@code bpf_fastcall}
 */
record HeaderFunction(String name, int prototype, boolean kfunc, boolean fastcall) {
    /** For programs that include no {@code bpf_helpers.h}. */
    static final String MACROS = """
            #ifndef __ksym
            #define __ksym __attribute__((section(".ksyms")))
            #endif

            #ifndef __weak
            #define __weak __attribute__((weak))
            #endif

            #ifndef __bpf_fastcall
            #if __has_attribute(bpf_fastcall)
            #define __bpf_fastcall __attribute__((bpf_fastcall))
            #else
            #define __bpf_fastcall
            #endif
            #endif

            """;
}
