package io.github.bpfmaven.headers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.bpfmaven.testing.TestClang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The macros of a header for BPF programs")
final class MacrosTest {
    private static final Pattern DEFINITION = Pattern.compile("(?m)^#define (\\w+)");
    private static final Pattern WORD = Pattern.compile("\\w+");
    /** Guards, what only other macros use, and the tables of registers, which {@link RegistersTest} is for. */
    private static final Pattern INTERNAL = Pattern.compile("___\\w+|__\\w+_H__|__PT_\\w+|PT_REGS_\\w+");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bpf/bpf_helpers.h",
                "bpf/bpf_core_read.h",
                "bpf/bpf_tracing.h",
                "bpf/bpf_endian.h",
                "bpf/usdt.bpf.h"
            })
    @DisplayName("are all used in a program that is compiled")
    void used(String header) throws IOException {
        var macros = new TreeSet<String>();
        DEFINITION.matcher(text(header)).results().map(match -> match.group(1)).forEach(macros::add);
        macros.removeIf(name -> INTERNAL.matcher(name).matches());
        assertTrue(macros.size() >= 4, macros::toString);

        macros.removeAll(wordsOfPrograms());

        assertEquals(Set.of(), macros, "not used in any program of " + TestHeaders.PROGRAMS);
    }

    private static Set<String> wordsOfPrograms() throws IOException {
        var words = new HashSet<String>();
        try (Stream<Path> programs = Files.list(TestHeaders.PROGRAMS)) {
            for (var program :
                    programs.filter(file -> file.toString().endsWith(".c")).toList()) {
                WORD.matcher(Files.readString(program)).results().forEach(match -> words.add(match.group()));
            }
        }
        return words;
    }

    private static String text(String header) throws IOException {
        try (var content = TestClang.class.getResourceAsStream("/META-INF/bpf-headers/" + header)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
