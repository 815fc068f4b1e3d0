package io.github.bpfmaven.plugin.compile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.testing.TestLlvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A clang that would run for ever")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no named pipe among files")
@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class ClangEndTest {
    private @TempDir Path base = Path.of("");

    /** Clang waits for somebody to write into the header. */
    @BeforeEach
    void endlessSource() throws Exception {
        Files.writeString(base.resolve("endless.bpf.c"), "#include \"pipe.h\"\n");
        var mkfifo = new ProcessBuilder("mkfifo", base.resolve("pipe.h").toString()).start();
        assertEquals(0, mkfifo.waitFor());
    }

    @Test
    @DisplayName("ends when its build does")
    void withItsBuild() throws Exception {
        var pool = new ClangSlots().open(OptionalInt.empty());
        var compile = submit(pool, base);
        awaitClang(ProcessHandle.current());
        pool.close();
        assertEquals(List.of(), clangs(ProcessHandle.current()).toList());
        assertThrows(CancellationException.class, compile::get);
    }

    @Test
    @DisplayName("ends when Maven is ended")
    void withMaven() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var maven = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dbpf.cacheDirectory=" + System.getProperty("bpf.cacheDirectory", "target/toolchain"),
                        ClangEndTest.class.getName(),
                        base.toString())
                .redirectErrorStream(true)
                .redirectOutput(base.resolve("log").toFile())
                .start();
        var clang = awaitClang(maven.toHandle());
        maven.destroy();
        clang.onExit().get(30, TimeUnit.SECONDS);
        assertTrue(maven.waitFor(30, TimeUnit.SECONDS));
    }

    /** In place of Maven's JVM. */
    public static void main(String[] arguments) throws Exception {
        try (var pool = new ClangSlots().open(OptionalInt.empty())) {
            submit(pool, Path.of(arguments[0])).get();
        }
    }

    private static Future<CompileResult> submit(ClangPool pool, Path base) {
        var clang = new Clang(TestLlvm.home(), new ProjectPaths(base, base), new SearchPath(List.of(), List.of()));
        var unit = new CompileUnit(
                new Source("endless.bpf.c"),
                new CompileTarget(BpfTarget.BPFEL, Optional.empty()),
                new CompilerFlags("2", "v3", List.of(), List.of()),
                base.resolve("endless.bc"));
        return pool.submit(0, () -> clang.compile(unit));
    }

    private static ProcessHandle awaitClang(ProcessHandle maven) throws InterruptedException {
        for (var found = clangs(maven).findFirst(); ; found = clangs(maven).findFirst()) {
            if (found.isPresent()) {
                return found.get();
            }
            assertTrue(maven.isAlive());
            Thread.sleep(10);
        }
    }

    private static Stream<ProcessHandle> clangs(ProcessHandle maven) {
        return maven.descendants()
                .filter(process -> process.info().command().orElse("").contains("clang"));
    }
}
