package io.github.bpfmaven.plugin.bench;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A manifest of programs to measure")
final class ManifestTest {
    @Test
    @DisplayName("has a line for each program: its path, then its flags")
    void hasALineForEachProgram() {
        var programs = Manifest.parse(List.of("trace/open.bpf.c -DMAX=64 -Wall", "net/drop.bpf.c"));

        assertEquals(
                List.of(
                        new BenchProgram("trace/open.bpf.c", List.of("-DMAX=64", "-Wall")),
                        new BenchProgram("net/drop.bpf.c", List.of())),
                programs);
    }

    @Test
    @DisplayName("may have comments, empty lines and blanks anywhere")
    void mayHaveCommentsAndBlanks() {
        var programs = Manifest.parse(List.of("# all of them", "", "\t a.bpf.c \t -O2  ", "  # the end"));

        assertEquals(List.of(new BenchProgram("a.bpf.c", List.of("-O2"))), programs);
    }

    @Test
    @DisplayName("keeps blanks between double quotes")
    void keepsQuotedBlanks() {
        var programs = Manifest.parse(List.of("a.bpf.c \"-DNAME=a b\" -DTEXT=\"c d\"e"));

        assertEquals(List.of("-DNAME=a b", "-DTEXT=c de"), programs.get(0).flags());
    }

    @Test
    @DisplayName("has a word for its directory, which is another one where the programs are built")
    void hasAWordForItsDirectory() {
        var programs = Manifest.parse(List.of("a.bpf.c -I{dir}/include -include {dir}/all.h"));

        assertEquals(
                List.of("-Isrc/include", "-include", "src/all.h"),
                programs.get(0).flags("src"));
    }

    @Test
    @DisplayName("is refused with the number of the line that makes no sense")
    void isRefusedWithTheLine() {
        assertMessage("line 2", List.of("a.bpf.c", "-DMAX=64 b.bpf.c"));
        assertMessage("line 1", List.of("../a.bpf.c"));
        assertMessage("line 1", List.of("/tmp/a.bpf.c"));
        assertMessage("line 3", List.of("a.bpf.c", "", "b.bpf.c \"-DNAME=a b"));
        assertMessage("names no program", List.of("# nothing"));
    }

    private static void assertMessage(String part, List<String> lines) {
        var failure = assertThrows(IllegalArgumentException.class, () -> Manifest.parse(lines));
        assertTrue(failure.getMessage().contains(part), failure.getMessage());
    }
}
