package io.github.bpfmaven.plugin.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.loader.report.VerifierStatistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("What kernels said before")
final class BaselineTest {
    @TempDir
    Path directory;

    @Test
    @DisplayName("is a sorted line for each program, and keeps kernels that were not asked again")
    void lines() throws Exception {
        var file = directory.resolve("verified.txt");
        Baseline.read(file)
                .with(List.of(kernel("b", loaded("two", 20), refused("one"))))
                .write(file);
        Baseline.read(file).with(List.of(kernel("a", loaded("one", 10)))).write(file);
        assertEquals(
                List.of("a\tdrop\tone\tloaded\t10\t1", "b\tdrop\tone\trefused\t-\t-", "b\tdrop\ttwo\tloaded\t20\t1"),
                Files.readAllLines(file).stream().skip(1).toList());
        try (var files = Files.list(directory)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    @DisplayName("lets the verifier's work grow up to the limit, and no further")
    void growth() throws Exception {
        var before = before(kernel("k", loaded("one", 100)));
        assertEquals(
                List.of(), before.compare(kernel("k", loaded("one", 110)), 10).worse());
        assertEquals(
                List.of("drop: one on k: the verifier goes through 111 instructions, before 100: more than 10 % more"),
                before.compare(kernel("k", loaded("one", 111)), 10).worse());
        assertEquals(
                1, before.compare(kernel("k", loaded("one", 101)), 0).worse().size());
        assertEquals(List.of(), before.compare(kernel("k", loaded("one", 1)), 0).worse());
    }

    @Test
    @DisplayName("makes a refusal a failure, unless it was refused before")
    void refusals() throws Exception {
        var before = before(kernel("k", loaded("one", 1), refused("two")));
        var now = before.compare(kernel("k", refused("one"), refused("two"), refused("three")), 10);
        assertEquals(
                List.of("drop: one on k was taken before, and is refused", "drop: three on k is refused"), now.worse());
        assertEquals(List.of(), now.other());
    }

    @Test
    @DisplayName("tells of programs that are new, gone, or taken now, which fail nothing")
    void news() throws Exception {
        var before = before(kernel("k", refused("one"), loaded("two", 1)));
        var now = before.compare(kernel("k", loaded("one", 1), loaded("three", 1)), 10);
        assertEquals(List.of(), now.worse());
        assertEquals(
                List.of(
                        "drop: one on k was refused before, and is taken",
                        "drop: three on k is new",
                        "drop: two on k is gone"),
                now.other());
    }

    @Test
    @DisplayName("says nothing of kernels that do not count")
    void withoutCounts() throws Exception {
        var before = before(kernel("k", loaded("one", 100)));
        var old = new ProgramResult("drop", "one", "xdp", new Verdict.Loaded(Optional.empty(), 3, false));
        assertEquals(List.of(), before.compare(kernel("k", old), 0).worse());
    }

    @Test
    @DisplayName("is refused with file and line if a merge has spoiled it")
    void spoiled() throws Exception {
        var file = directory.resolve("verified.txt");
        Files.writeString(file, "# title\n<<<<<<< ours\n");
        var refused = assertThrows(VerifyException.class, () -> Baseline.read(file));
        assertTrue(refused.getMessage().startsWith(file + ":2: is no line of a baseline"), refused::getMessage);
        Files.writeString(file, "k\tdrop\tone\tloaded\tmany\t1\n");
        var number = assertThrows(VerifyException.class, () -> Baseline.read(file));
        assertTrue(number.getMessage().startsWith(file + ":1: 'many' or '1' is no number"), number::getMessage);
    }

    @Test
    @DisplayName("lets the work grow without a limit where the limit is the largest number there is")
    void noLimit() throws Exception {
        var before = before(kernel("k", loaded("one", 2)));
        assertEquals(
                List.of(),
                before.compare(kernel("k", loaded("one", 1_000_000)), Integer.MAX_VALUE)
                        .worse());
    }

    @Test
    @DisplayName("tells of a program that is not tried any more")
    void notTried() throws Exception {
        var before = before(kernel("k", loaded("one", 1)));
        var skipped = new ProgramResult("drop", "one", "xdp", new Verdict.Skipped("it may not be"));
        assertEquals(
                List.of("drop: one on k was tried before, and now is not"),
                before.compare(kernel("k", skipped), 0).other());
    }

    @Test
    @DisplayName("is read with the line ends and the mark of Windows")
    void windows() throws Exception {
        var file = directory.resolve("verified.txt");
        Files.writeString(file, "\ufeff# title\r\n\r\nk\tdrop\tone\tloaded\t100\t1\r\nk\tdrop\ttwo\trefused\t-\t-\r\n");
        var now = Baseline.read(file).compare(kernel("k", loaded("one", 111), refused("two")), 10);
        assertEquals(1, now.worse().size());
        assertEquals(List.of(), now.other());
    }

    @Test
    @DisplayName("is refused where two lines are about one program, numbers are none, or it is no text")
    void edited() throws Exception {
        var file = directory.resolve("verified.txt");
        Files.writeString(file, "k\tdrop\tone\tloaded\t10\t1\nk\tdrop\tone\trefused\t-\t-\n");
        assertTrue(problem(file).startsWith(file + ":2: says something else of drop: one on k than a line above"));
        for (var number : List.of("-1", "+1", "1,000", "4294967296", "")) {
            Files.writeString(file, "k\tdrop\tone\tloaded\t" + number + "\t1\n");
            assertTrue(problem(file).startsWith(file + ":1: '" + number + "' or '1' is no number"), problem(file));
        }
        Files.write(file, new byte[] {'#', (byte) 0xff, '\n'});
        assertTrue(problem(file).startsWith(file + " is no text in UTF-8"), problem(file));
        assertEquals(directory + " is a directory: name a file with -Dbpf.verify.baseline=FILE", problem(directory));
    }

    private static String problem(Path file) {
        return assertThrows(VerifyException.class, () -> Baseline.read(file)).getMessage();
    }

    @Test
    @DisplayName("holds names of programs as others have chosen them")
    void oddNames() throws Exception {
        var file = directory.resolve("verified.txt");
        var odd = kernel("k", loaded("one\ttwo\nthree", 1));
        Baseline.read(file).with(List.of(odd)).write(file);
        var now = Baseline.read(file).compare(odd, 0);
        assertEquals(List.of(), now.worse());
        assertEquals(List.of(), now.other());
    }

    private Baseline before(KernelResult.Asked kernel) throws Exception {
        return Baseline.read(directory.resolve("none")).with(List.of(kernel));
    }

    private static KernelResult.Asked kernel(String name, ProgramResult... programs) {
        return new KernelResult.Asked(name, "6.1.0", "x86_64", List.of(programs), List.of());
    }

    private static ProgramResult loaded(String program, int instructions) {
        var statistics = new VerifierStatistics(instructions, 1, 1, "8", OptionalLong.empty());
        return new ProgramResult("drop", program, "xdp", new Verdict.Loaded(Optional.of(statistics), 5, true));
    }

    private static ProgramResult refused(String program) {
        return new ProgramResult("drop", program, "xdp", new Verdict.Refused("no", Optional.empty(), ""));
    }
}
