package io.github.bpfmaven.plugin.compile;

import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The text of a header")
final class HeaderTextTest {
    @Test
    @DisplayName("is no obstacle with the pragmas of a vmlinux.h and of libbpf's headers")
    void harmless() {
        assertEquals(Optional.empty(), HeaderText.obstacle("""
                        #pragma once
                        #ifndef BPF_NO_PRESERVE_ACCESS_INDEX
                        #pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)
                        #endif
                        #pragma clang attribute pop
                        #define bpf_unroll _Pragma("unroll")
                        #define nothing() _Pragma("GCC error \\"no\\"")
                        # pragma GCC diagnostic ignored "-Wall"
                        /* a pragma in words; __COUNTER__ is kept */
                        """));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName(
            "is an obstacle where it depends on what includes it, or changes what follows in a way that is not known")
    @ValueSource(
            strings = {
                "int level = __INCLUDE_LEVEL__;",
                "const char *base = __BASE_FILE__;",
                "const char *when = __TIMESTAMP__;",
                "#pragma weak f",
                " #\tpragma push_macro(\"A\")",
                "#pragma GCC visibility push(hidden)",
                "#define HIDE _Pragma(\"clang section bss=\\\"x\\\"\")"
            })
    void obstacle(String line) {
        assertTrue(HeaderText.obstacle("int a;\n" + line + "\nint b;").isPresent());
    }
}
