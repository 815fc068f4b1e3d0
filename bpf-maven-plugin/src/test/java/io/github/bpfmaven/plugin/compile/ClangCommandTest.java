package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.plugin.compile.ClangDiagnostic.Severity;
import io.github.bpfmaven.testing.TestLlvm;
import io.github.bpfmaven.toolchain.LlvmHome;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A process of clang")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClangCommandTest {
    private static final String SOURCE = """
            #if __has_include("trap.h")
            #include "trap.h"
            #endif
            const char *built = __DATE__ __TIME__ __TIMESTAMP__ __FILE__;
            int answer(int a) { int unused; return a + sizeof(__FILE__); }
            """;

    private final LlvmHome llvm = TestLlvm.home();
    private @TempDir Path parent = Path.of("");
    private Path base = Path.of("");

    @BeforeEach
    void layOut() throws IOException {
        base = Files.createDirectories(parent.resolve("a project"));
        Files.createDirectories(base.resolve("bpf"));
        Files.writeString(base.resolve("bpf/program.bpf.c"), SOURCE);
        Files.createDirectories(parent.resolve("trap"));
        Files.writeString(parent.resolve("trap/trap.h"), "#define answer trapped\n");
    }

    /** What a shell may have set, with values that make a difference to a clang that sees them. */
    private Stream<Map.Entry<String, String>> variables() {
        var written = parent.resolve("written").toString();
        var all = new HashMap<String, String>();
        for (var name : ClangCommand.unwanted()) {
            all.put(name, name.endsWith("PATH") ? parent.resolve("trap").toString() : "1");
        }
        all.put("CCC_OVERRIDE_OPTIONS", "+-DMORE +-fno-debug-info");
        all.put("CC_PRINT_HEADERS_FORMAT", "json");
        all.put("CC_PRINT_HEADERS_FILTERING", "only-direct-system");
        all.put("LLVM_OVERRIDE_PRODUCER", "somebody");
        all.keySet().stream()
                .filter(name -> name.endsWith("_FILE") || name.endsWith("_OUTPUT") || name.endsWith("_DEPENDENCIES"))
                .forEach(name -> all.put(name, written));
        all.putAll(Map.of(
                "PWD", "/nowhere",
                "SOURCE_DATE_EPOCH", "86400",
                "TZ", "Asia/Tokyo",
                "LC_ALL", "tr_TR.UTF-8",
                "TERM", "xterm-256color",
                "COLUMNS", "20",
                "HOME", parent.resolve("trap").toString()));
        return all.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("variables")
    @DisplayName("makes the same bitcode, says the same and writes nothing else, whatever the shell has set")
    void environment(Map.Entry<String, String> variable) throws Exception {
        var plain = compile(Map.of(), CompilerLauncher.NONE);
        var expected = Files.readAllBytes(plain.unit().bitcode());
        var result = compile(Map.of(variable.getKey(), variable.getValue()), CompilerLauncher.NONE);
        assertTrue(result.succeeded(), () -> result.diagnostics().toString());
        assertEquals(plain.diagnostics(), result.diagnostics());
        assertEquals(1, result.diagnostics().size(), "the unused variable");
        assertArrayEquals(expected, Files.readAllBytes(result.unit().bitcode()));
        assertFalse(Files.exists(parent.resolve("written")), "a file that nobody wants");
    }

    @Test
    @DisplayName("would make something else with some of them: the test above looks at what counts")
    void effective() throws Exception {
        var plain = byHand(Map.of());
        var different = new ArrayList<String>();
        for (var variable : variables().toList()) {
            if (!byHand(Map.ofEntries(variable)).equals(plain) || Files.deleteIfExists(parent.resolve("written"))) {
                different.add(variable.getKey());
            }
        }
        assertTrue(
                different.containsAll(List.of(
                        "CPATH",
                        "C_INCLUDE_PATH",
                        "CCC_OVERRIDE_OPTIONS",
                        "LLVM_OVERRIDE_PRODUCER",
                        "SOURCE_DATE_EPOCH",
                        "CC_PRINT_HEADERS_FORMAT",
                        "CC_PRINT_OPTIONS",
                        "FORCE_CLANG_DIAGNOSTICS_CRASH")),
                different::toString);
    }

    /** Bitcode and messages of a clang that sees the variables. */
    private String byHand(Map<String, String> variables) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        llvm.clang().toString(),
                        "--target=bpfel",
                        "-O2",
                        "-g",
                        "-Wall",
                        "-fdebug-compilation-dir=.",
                        "-emit-llvm",
                        "-c",
                        "bpf/program.bpf.c",
                        "-o",
                        "byhand.bc")
                .directory(base.toFile())
                .redirectErrorStream(true);
        builder.environment().put("SOURCE_DATE_EPOCH", "0");
        builder.environment().putAll(variables);
        Files.deleteIfExists(base.resolve("byhand.bc"));
        var process = builder.start();
        var messages = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        process.waitFor();
        return messages
                + (Files.exists(base.resolve("byhand.bc"))
                        ? Files.readString(base.resolve("byhand.bc"), StandardCharsets.ISO_8859_1)
                        : "");
    }

    @Test
    @DisplayName("makes the same through a launcher, which gets clang and its arguments behind its own")
    void launcher() throws Exception {
        var expected = Files.readAllBytes(
                compile(Map.of(), CompilerLauncher.NONE).unit().bitcode());
        var script = script("""
                echo "$1" > log
                shift
                printf '%s\\n' "$@" >> log
                echo "keeper[1]: no server can be reached" >&2
                exec "$@"
                """);
        var launcher = new CompilerLauncher(List.of(script.toString(), "--its own"));
        assertTrue(clang(Map.of(), launcher).hasLauncher());
        assertFalse(clang(Map.of(), CompilerLauncher.NONE).hasLauncher());

        var result = compile(Map.of(), launcher);

        assertTrue(result.succeeded(), () -> result.diagnostics().toString());
        assertEquals(
                List.of(Severity.WARNING, Severity.WARNING),
                result.diagnostics().stream().map(ClangDiagnostic::severity).toList());
        assertArrayEquals(expected, Files.readAllBytes(result.unit().bitcode()));
        var log = Files.readAllLines(base.resolve("log"));
        assertEquals(List.of("--its own", llvm.clang().toString()), log.subList(0, 2));
        assertEquals("bpf/program.bpf.c", log.get(log.size() - 1));
    }

    @Test
    @DisplayName("fails with what its launcher says")
    void launcherFails() throws Exception {
        var failing = script("echo 'keeper: the disk is full' >&2; exit 3");
        var result = compile(Map.of(), new CompilerLauncher(List.of(failing.toString())));
        assertFalse(result.succeeded());
        assertEquals("keeper: the disk is full", result.diagnostics().get(0).message());
        assertEquals(Severity.ERROR, result.diagnostics().get(0).severity());
    }

    private Path script(String text) throws IOException {
        var script = parent.resolve("keeper");
        Files.writeString(script, "#!/bin/sh\n" + text);
        assertTrue(script.toFile().setExecutable(true));
        return script;
    }

    private CompileResult compile(Map<String, String> environment, CompilerLauncher launcher)
            throws IOException, InterruptedException {
        var unit = new CompileUnit(
                new Source("program.bpf.c"),
                new CompileTarget(BpfTarget.BPFEL, Optional.empty()),
                new CompilerFlags("2", "v3", List.of(), List.of("-Wall")),
                base.resolve("target/program.bc"));
        return clang(environment, launcher).compile(unit);
    }

    private Clang clang(Map<String, String> more, CompilerLauncher launcher) {
        var environment = new HashMap<>(System.getenv());
        environment.putAll(more);
        return new Clang(
                llvm,
                new ProjectPaths(base, base.resolve("bpf")),
                new SearchPath(List.of(base.resolve("bpf")), List.of()),
                launcher,
                LargeHeaders.ofThisBuild(),
                environment);
    }
}
