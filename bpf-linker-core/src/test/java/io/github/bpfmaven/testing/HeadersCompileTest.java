package io.github.bpfmaven.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The programs of {@code bpf-headers}, which has no compiler to try them with. */
@DisplayName("The headers for BPF programs")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HeadersCompileTest {
    private static final Path PROGRAMS = Path.of("../bpf-headers/src/test/bpf");

    private Path directory = Path.of("");

    @BeforeAll
    void unpack(@TempDir Path shared) {
        directory = shared;
        assertEquals(shared, new TestClang(shared).directory());
    }

    private static List<String> headers() throws IOException {
        try (var list = HeadersCompileTest.class.getResourceAsStream("/META-INF/bpf-headers/headers.list")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    static Stream<Arguments> headersAndTargets() throws IOException {
        return headers().stream()
                .flatMap(header -> Stream.of("bpfel", "bpfeb").map(target -> Arguments.of(header, target)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("headersAndTargets")
    @DisplayName("compile each alone, without a warning and without the host's")
    void alone(String header, String target) throws Exception {
        // Linux has byteorder/big_endian.h for big-endian targets only, and the other way round.
        var order = header.contains("big_endian") ? "bpfeb" : header.contains("little_endian") ? "bpfel" : target;
        var source = Files.writeString(directory.resolve("alone.c"), "#include <" + header + ">\n");
        assertEquals("", clang(order, source, "-D__TARGET_ARCH_x86", "-fsyntax-only"));
    }

    static Stream<Arguments> programsAndTargets() {
        return Stream.of(
                        "layouts.c",
                        "numbers.c",
                        "byte_order.c",
                        "helpers.c",
                        "tracing.c",
                        "usdt.c",
                        "usdt_sib.c",
                        "no_global_data.c",
                        "vmlinux_first.c",
                        "vmlinux_partial.c")
                .flatMap(program -> Stream.of("bpfel", "bpfeb").map(target -> Arguments.of(program, target)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("programsAndTargets")
    @DisplayName("have the kernel's sizes, offsets and numbers")
    void programs(String program, String target) throws Exception {
        var object = directory.resolve("program.o").toString();
        assertEquals("", clang(target, PROGRAMS.resolve(program), "-D__TARGET_ARCH_x86", "-c", "-o", object));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bpfel", "bpfeb"})
    @DisplayName("lay bit fields out as the target's byte order wants it")
    void bitFields(String target) throws Exception {
        var ir = directory.resolve("byte_order.ll");
        assertEquals("", clang(target, PROGRAMS.resolve("byte_order.c"), "-S", "-emit-llvm", "-o", ir.toString()));
        var functions = Pattern.compile("(?s)define [^@]*@(\\w+_bits)\\([^{]*\\{(.*?)\\n\\}")
                .matcher(Files.readString(ir));
        var found = new ArrayList<String>();
        while (functions.find()) {
            found.add(functions.group(1));
            assertTrue(functions.group(2).contains("ret i32 1"), functions.group(1) + " does not always give 1");
        }
        assertTrue(found.size() >= 2, found::toString);
    }

    @Test
    @DisplayName("say that a tracing macro needs an architecture")
    void architectureMissing() throws Exception {
        var output = clang("bpfel", PROGRAMS.resolve("target_missing.c"), "-fsyntax-only");
        assertNotEquals("", output);
        assertEquals("", clang("bpfel", PROGRAMS.resolve("target_missing.c"), "-D__TARGET_ARCH_x86", "-fsyntax-only"));
    }

    private String clang(String target, Path source, String... more) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                TestLlvm.home().clang().toString(),
                "--target=" + target,
                "-O2",
                "-g",
                "-Wall",
                "-Wextra",
                "-Wno-unused",
                "-Werror",
                "-nostdlibinc",
                // Not -isystem, which would hide warnings.
                "-I" + directory.resolve("headers")));
        command.addAll(List.of(more));
        command.add(source.toAbsolutePath().toString());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
