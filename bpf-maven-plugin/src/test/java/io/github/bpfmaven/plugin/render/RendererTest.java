package io.github.bpfmaven.plugin.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.inspect.Leak;
import io.github.bpfmaven.inspect.MachineNames;
import io.github.bpfmaven.inspect.ObjectInspector;
import io.github.bpfmaven.inspect.PathCheck;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.lint.LintSettings;
import io.github.bpfmaven.lint.ObjectLint;
import io.github.bpfmaven.object.Finding;
import io.github.bpfmaven.plugin.constants.CConstant;
import io.github.bpfmaven.plugin.constants.ConstantValue;
import io.github.bpfmaven.plugin.incremental.Fingerprint;
import io.github.bpfmaven.plugin.scaffold.ClassOptions;
import io.github.bpfmaven.plugin.scaffold.GeneratedClass;
import io.github.bpfmaven.plugin.scaffold.TypeSelection;
import io.github.bpfmaven.testing.TestClang;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Texts about objects")
final class RendererTest {
    private static final List<CConstant> CONSTANTS = List.of(
            new CConstant("MOST", new ConstantValue.Int(BigInteger.valueOf(-7), 64, true, false), "(-7L)"),
            new CConstant("HALF", new ConstantValue.Float(0.5, 8), ".5"),
            new CConstant("NAME", new ConstantValue.Text(new byte[] {'a', (byte) 0xc3, (byte) 0xa9}), "\"a\u00e9\""));

    /** The source is called as the machine is. */
    private static final MachineNames NAMES = new MachineNames(List.of("/srv/it"), List.of("alice"), List.of("guard"));

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
                new ReportTask("com/acme/guard_bpfel.o", first.object()),
                look(first.object(), Optional.of("com/acme/guard_bpfel.o")));
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
    @DisplayName("come with a look at all else, and are those that are made alone")
    void look() throws Exception {
        var object = parts.get(0).object();
        var path = "com/acme/guard_bpfel.o";
        var seen = assertInstanceOf(
                Look.Seen.class, Look.decode(look(object, Optional.of(path)).run()));
        assertArrayEquals(
                new ReportTask(path, object).run(), seen.report().orElseThrow().encoded());
        assertEquals(List.of(), seen.findings());
        assertEquals(new PathCheck(NAMES).check(object.bytes()), seen.leaks());
        assertTrue(seen.leaks().stream().anyMatch(leak -> leak.kind() == Leak.Kind.HOST), seen::toString);
        var limit = LintSettings.DEFAULT.with(List.of("max-instructions=1"));
        assertEquals(limit.limits(), seen.lint().limits());
        assertEquals(
                ObjectLint.check(ObjectInspector.of(object.bytes()), limit),
                seen.lint().warnings());
        assertFalse(seen.lint().warnings().isEmpty());

        var other = new LookTask(parts.get(1).object(), false, MachineNames.none(), List.of(), Optional.empty());
        var wrong = assertInstanceOf(Look.Seen.class, Look.decode(other.run()));
        assertEquals(
                List.of(Finding.Rule.BYTE_ORDER),
                wrong.findings().stream().map(Finding::rule).toList());
        assertEquals(Optional.empty(), wrong.report());
        var garbage =
                new LookTask(ObjectBytes.of(new byte[70]), false, MachineNames.none(), List.of(), Optional.empty());
        assertInstanceOf(Look.Damaged.class, Look.decode(garbage.run()));
    }

    @Test
    @DisplayName("are begun and not waited for: many, some that fail, and when the other JVM has gone")
    void begun() throws Exception {
        var renderer = new Renderer();
        var begun = new ArrayList<CompletableFuture<byte[]>>();
        for (var number = 0; number < 200; number++) {
            begun.add(renderer.begin(report(number)));
        }
        renderer.close();
        for (var number = 0; number < begun.size(); number++) {
            assertArrayEquals(report(number).run(), begun.get(number).get());
        }
        var failure = assertThrows(
                ExecutionException.class, () -> renderer.begin(changed()).get());
        assertInstanceOf(IOException.class, failure.getCause());
    }

    @Test
    @DisplayName(
            "are the same if they were expected, also when the other JVM has gone meanwhile, or they can't be made")
    void expected() throws Exception {
        var renderer = new Renderer();
        renderer.expect(report(0));
        renderer.expectMany();
        for (var number = 1; number < 50; number++) {
            renderer.expect(report(number));
        }
        renderer.expect(changed());
        for (var number = 0; number < 25; number++) {
            assertArrayEquals(report(number).run(), renderer.render(report(number)));
        }
        assertThrows(IOException.class, () -> renderer.render(changed()));
        renderer.close();
        for (var number = 20; number < 50; number++) {
            assertArrayEquals(report(number).run(), renderer.render(report(number)));
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
        var changed = changed();
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

    private ReportTask changed() {
        return new ReportTask(
                "guard.o", ObjectBytes.in(parts.get(0).object().file().orElseThrow(), Fingerprint.of("another")));
    }

    private static LookTask look(ObjectBytes object, Optional<String> reportedAs) {
        return new LookTask(object, false, NAMES, List.of("max-instructions=1"), reportedAs);
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
