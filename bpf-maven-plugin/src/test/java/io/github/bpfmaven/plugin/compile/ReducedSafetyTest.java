package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.linker.LinkInput;
import io.github.bpfmaven.linker.LinkOptions;
import io.github.bpfmaven.linker.LinkRequest;
import io.github.bpfmaven.linker.LinkResult;
import io.github.bpfmaven.testing.TestLlvm;
import io.github.bpfmaven.worker.LinkWorker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A source written to trick the reduction of its header")
final class ReducedSafetyTest {
    /** What makes it large. */
    private static final String FILLER = IntStream.range(0, 2_500)
            .mapToObj(number -> "struct filler%1$d { int first; long second[%2$d]; struct filler%1$d *next; };%n"
                    .formatted(number, number + 1))
            .collect(Collectors.joining());

    private static final String TYPES = """
            struct alpha_one { int pid; struct beta_two *beta; };
            struct beta_two { long owner; struct alpha_one *back; };
            struct cred_x { int uid; };
            """;

    private static final CompileTarget TARGET = new CompileTarget(BpfTarget.BPFEL, Optional.of("x86"));
    private static LinkWorker worker;

    private final ClangPool pool = new ClangSlots().open(OptionalInt.of(1));
    private @TempDir Path base = Path.of("");

    @BeforeAll
    static void start() throws Exception {
        worker = LinkWorker.start(TestLlvm.worker(1));
    }

    @AfterAll
    static void stop() throws Exception {
        worker.close();
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @DisplayName("gets the object that it gets with all of it")
    @ParameterizedTest(name = "{0}")
    @MethodSource("io.github.bpfmaven.plugin.compile.ReductionTrick#all")
    void same(ReductionTrick trick) throws Exception {
        write(trick);
        var clang = clang();
        var unit = unit("source", trick.arguments());
        var whole = clang.compile(unit);
        var expected = whole.succeeded() ? object(clang, whole) : new byte[0];

        // The first shows that clang has nothing to say about the header.
        compile(clang, unit("plain", trick.arguments()));
        var reduced = compile(clang, unit);

        assertEquals(
                whole.succeeded(),
                reduced.succeeded(),
                () -> reduced.diagnostics().toString());
        assertEquals(whole.diagnostics(), reduced.diagnostics());
        if (whole.succeeded()) {
            assertArrayEquals(expected, object(clang, reduced));
        }
    }

    @Test
    @DisplayName("gets a part of it if it does nothing of the kind")
    void isReduced() throws Exception {
        write(new ReductionTrick("", "", "struct alpha_one *p;", List.of()));
        var clang = clang();
        compile(clang, unit("plain", List.of()));
        var logger = Logger.getLogger(Clang.class.getName());
        logger.setLevel(Level.FINE);
        try (var log = new LogLines(Clang.class)) {
            compile(clang, unit("source", List.of()));
            assertTrue(log.at(Level.FINE).stream().anyMatch(line -> line.contains("-ivfsoverlay")));
        } finally {
            logger.setLevel(null);
        }
    }

    private CompileResult compile(Clang clang, CompileUnit unit) {
        var queue = new CompileQueue(
                clang, pool, Optional.empty(), Optional.of(base.resolve("target/reduced")), Optional.empty());
        return queue.start(List.of(unit)).get(unit).join();
    }

    private static byte[] object(Clang clang, CompileResult result) {
        var unit = result.unit();
        var linked = worker.link(new LinkRequest(
                        "source",
                        List.of(new LinkInput.InFile("source", unit.bitcode())),
                        List.of(),
                        Optional.of(unit.target().byteOrder()),
                        LinkOptions.DEFAULT,
                        clang.sourceRoots()))
                .join();
        return assertInstanceOf(
                        LinkResult.Linked.class,
                        linked,
                        () -> linked.diagnostics().toString())
                .output();
    }

    private Clang clang() throws IOException {
        var headers = base.resolve("target/headers");
        new BuiltinHeaders().unpackTo(headers);
        return new Clang(
                TestLlvm.home(),
                new ProjectPaths(base, base.resolve("bpf")),
                new SearchPath(List.of(base.resolve("bpf")), List.of(headers)));
    }

    private CompileUnit unit(String name, List<String> arguments) {
        return new CompileUnit(
                new Source(name + ".bpf.c"),
                TARGET,
                new CompilerFlags("2", "v3", List.of(), arguments),
                base.resolve("target/" + name + ".bc"));
    }

    private void write(ReductionTrick trick) throws IOException {
        write(
                "types.h",
                "#ifndef TYPES\n#define TYPES\nenum { NOTHING };\n" + FILLER + TYPES + trick.header() + "#endif\n");
        write("more.h", "#define WHAT_MORE_HAS(a) struct a##_one\n");
        write("sub/unused.h", "");
        write("plain.bpf.c", "#include \"types.h\"\nint plain;\n");
        var include = trick.source().contains("\"types.h\"\n") ? "" : "#include \"types.h\"\n";
        write("source.bpf.c", include + trick.source() + "\n");
    }

    private void write(String name, String text) throws IOException {
        var path = base.resolve("bpf").resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text, StandardCharsets.ISO_8859_1);
    }
}
