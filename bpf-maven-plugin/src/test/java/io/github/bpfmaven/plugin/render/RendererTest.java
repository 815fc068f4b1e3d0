package io.github.bpfmaven.plugin.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.plugin.constants.CConstant;
import io.github.bpfmaven.plugin.constants.ConstantValue;
import io.github.bpfmaven.plugin.incremental.Fingerprint;
import io.github.bpfmaven.plugin.scaffold.ClassOptions;
import io.github.bpfmaven.plugin.scaffold.GeneratedClass;
import io.github.bpfmaven.plugin.scaffold.TypeSelection;
import io.github.bpfmaven.testing.TestClang;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Texts about objects")
final class RendererTest {
    private static final List<CConstant> CONSTANTS = List.of(
            new CConstant("MOST", new ConstantValue.Int(BigInteger.valueOf(-7), 64, true, false), "(-7L)"),
            new CConstant("HALF", new ConstantValue.Float(0.5, 8), ".5"),
            new CConstant("NAME", new ConstantValue.Text(new byte[] {'a', (byte) 0xc3, (byte) 0xa9}), "\"a\u00e9\""));

    @TempDir
    private Path directory;

    private final List<ClassTask.Part> parts = new ArrayList<>();

    @BeforeEach
    void compile() throws Exception {
        var clang = new TestClang(directory);
        var source = clang.add(Path.of("src/test/bpf/golden/guard.bpf.c"));
        for (var target : BpfTarget.values()) {
            var file = clang.object(source, target);
            parts.add(new ClassTask.Part(
                    "guard_" + target.triple() + ".o",
                    target == BpfTarget.BPFEB,
                    Optional.empty(),
                    ObjectBytes.in(file, Fingerprint.of(Files.readAllBytes(file))),
                    CONSTANTS));
        }
    }

    @Test
    @DisplayName("are the same bytes from the other JVM, which has all that it needs")
    void otherJvm() throws Exception {
        var first = parts.get(0);
        var inMemory = new ClassTask.Part(
                "guard_x86_bpfel.o",
                false,
                Optional.of("x86"),
                ObjectBytes.of(first.object().bytes()),
                List.of());
        var some = new TypeSelection(true, List.of("*"), "C");
        var tasks = List.of(
                task(parts, ClassOptions.DEFAULT),
                task(parts, new ClassOptions(some, true)),
                task(List.of(inMemory), new ClassOptions(new TypeSelection(false, List.of(), ""), false)),
                new ReportTask("com/acme/guard_bpfel.o", first.object()));
        try (var process = RenderProcess.start()) {
            for (var task : tasks) {
                // Empty would be a class that isn't on its class path.
                assertArrayEquals(task.run(), process.render(task).orElseThrow());
            }
        }
    }

    @Test
    @DisplayName("are all there, in the right places, when many threads ask for many")
    void many() throws Exception {
        try (var renderer = new Renderer()) {
            var made = IntStream.range(0, 200)
                    .parallel()
                    .mapToObj(number -> report(renderer, number))
                    .toList();
            for (var number = 0; number < made.size(); number++) {
                assertArrayEquals(report(number).run(), made.get(number));
            }
        }
    }

    @Test
    @DisplayName("are made here when the other JVM dies, or is no such thing")
    void dead() throws Exception {
        var task = report(1);
        for (var command : List.of(List.of("sh", "-c", "exit 3"), List.of("sh", "-c", "echo no JVM; cat"))) {
            try (var process = RenderProcess.start(command)) {
                assertTrue(process.render(task).isEmpty());
                assertTrue(process.render(task).isEmpty());
            }
        }
        var renderer = new Renderer();
        renderer.expectMany();
        assertArrayEquals(task.run(), renderer.render(task));
        renderer.close();
        assertArrayEquals(task.run(), renderer.render(task));
    }

    @Test
    @DisplayName("fail with the same message wherever they are made")
    void failure() throws Exception {
        var changed = new ReportTask(
                "guard.o", ObjectBytes.in(parts.get(0).object().file().orElseThrow(), Fingerprint.of("another")));
        var nested = new ClassTask(
                new GeneratedClass("com.acme", "Maps", "guard"), "guard.bpf.c", parts, ClassOptions.DEFAULT);
        try (var renderer = new Renderer()) {
            renderer.expectMany();
            assertTrue(assertThrows(IOException.class, () -> renderer.render(changed))
                    .getMessage()
                    .contains("was changed while it was read"));
            assertThrows(IllegalArgumentException.class, () -> renderer.render(nested));
        }
    }

    private static byte[] report(Renderer renderer, RenderTask task) {
        try {
            return renderer.render(task);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private byte[] report(Renderer renderer, int number) {
        return report(renderer, report(number));
    }

    private ReportTask report(int number) {
        return new ReportTask("guard" + number + ".o", parts.get(0).object());
    }

    private static ClassTask task(List<ClassTask.Part> parts, ClassOptions options) {
        return new ClassTask(new GeneratedClass("com.acme", "GuardBpf", "guard"), "guard.bpf.c", parts, options);
    }
}
