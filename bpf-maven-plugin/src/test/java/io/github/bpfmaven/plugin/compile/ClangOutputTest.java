package io.github.bpfmaven.plugin.compile;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.plugin.compile.ClangDiagnostic.Place;
import io.github.bpfmaven.plugin.compile.ClangDiagnostic.Severity;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("What clang prints")
final class ClangOutputTest {
    @Test
    @DisplayName("is read as errors, warnings and notes, each with its place and the lines below it")
    void messages() {
        assertEquals(
                List.of(
                        placed(
                                Severity.ERROR,
                                "src/main/bpf/a.bpf.c",
                                3,
                                9,
                                "expected ';'",
                                "    3 |  int a",
                                "      | ^"),
                        placed(Severity.WARNING, "src/main/bpf/a.bpf.c", 4, 1, "unused variable 'b' [-Wunused]"),
                        placed(Severity.NOTE, "src/main/bpf/a.h", 1, 2, "declared here", "    1 | int b;")),
                parse("""
                        src/main/bpf/a.bpf.c:3:9: error: expected ';'
                            3 |  int a
                              | ^
                        src/main/bpf/a.bpf.c:4:1: warning: unused variable 'b' [-Wunused]
                        src/main/bpf/a.h:1:2: note: declared here
                            1 | int b;
                        1 warning and 1 error generated.
                        """));
    }

    @Test
    @DisplayName("counts a fatal error as an error")
    void fatal() {
        assertEquals(
                List.of(placed(Severity.ERROR, "a.bpf.c", 1, 10, "'none.h' file not found")),
                parse("a.bpf.c:1:10: fatal error: 'none.h' file not found\n1 error generated.\n"));
    }

    @Test
    @DisplayName("keeps an include stack with the message that follows it, not with the one before")
    void includeStack() {
        assertEquals(
                List.of(
                        placed(Severity.WARNING, "a.bpf.c", 1, 1, "first"),
                        placed(
                                Severity.ERROR,
                                "b.h",
                                2,
                                3,
                                "second",
                                "In file included from a.bpf.c:1:",
                                "In file included from a.h:5:",
                                "    2 | oops"),
                        placed(Severity.ERROR, "a.bpf.c", 9, 1, "third")),
                parse("""
                        a.bpf.c:1:1: warning: first
                        In file included from a.bpf.c:1:
                        In file included from a.h:5:
                        b.h:2:3: error: second
                            2 | oops
                        a.bpf.c:9:1: error: third
                        """));
    }

    @Test
    @DisplayName("may be about no place: the driver's and the back end's messages")
    void withoutPlace() {
        assertEquals(
                List.of(
                        unplaced(Severity.ERROR, "unknown argument: '-fnone'"),
                        unplaced(Severity.WARNING, "argument unused during compilation: '-L.'"),
                        unplaced(Severity.ERROR, "too many errors emitted, stopping now [-ferror-limit=]"),
                        unplaced(Severity.ERROR, "<unknown>:0:0: in function f i32 (ptr): stack is too large")),
                parse("""
                        clang: error: unknown argument: '-fnone'
                        clang.exe: warning: argument unused during compilation: '-L.'
                        fatal error: too many errors emitted, stopping now [-ferror-limit=]
                        error: <unknown>:0:0: in function f i32 (ptr): stack is too large
                        """));
    }

    @Test
    @DisplayName("names the compiler as its executable is called, such as clang-20")
    void versionedName() {
        assertEquals(
                List.of(unplaced(Severity.ERROR, "no such file or directory: 'x.c'")),
                parse("clang-20: error: no such file or directory: 'x.c'\n"));
    }

    @Test
    @DisplayName("may have a drive in front of the path")
    void windowsDrive() {
        assertEquals(
                List.of(placed(Severity.ERROR, "C:\\work\\inc\\a.h", 12, 5, "no: not 1:2: this")),
                parse("C:\\work\\inc\\a.h:12:5: error: no: not 1:2: this\n"));
    }

    @Test
    @DisplayName("ends in counts, which are dropped")
    void counts() {
        for (var count : List.of(
                "1 warning generated.",
                "2 warnings generated.",
                "1 error generated.",
                "20 errors generated.",
                "1 warning and 1 error generated.",
                "3 warnings and 2 errors generated.")) {
            assertEquals(List.of(), parse(count + "\n"), count);
        }
    }

    @Test
    @DisplayName("takes a remark, which a user has asked for with -Rpass, as a note")
    void remark() {
        assertEquals(
                List.of(placed(Severity.NOTE, "a.bpf.c", 5, 9, "'f' inlined into 'g' [-Rpass=inline]", "    5 | f();")),
                parse("a.bpf.c:5:9: remark: 'f' inlined into 'g' [-Rpass=inline]\n    5 | f();\n"));
    }

    @Test
    @DisplayName("must not get lost if it isn't clang that speaks")
    void notClang() {
        assertEquals(
                List.of(new ClangDiagnostic(
                        Severity.ERROR,
                        Optional.empty(),
                        "clang: error while loading shared libraries: libz.so.1: cannot open shared object file",
                        List.of("second line"))),
                parse("clang: error while loading shared libraries: libz.so.1: cannot open shared object file\n"
                        + "\nsecond line\n"));
    }

    @Test
    @DisplayName("is nothing after most compiles")
    void nothing() {
        assertEquals(List.of(), parse(""));
    }

    private static List<ClangDiagnostic> parse(String output) {
        return ClangOutput.parse(output.lines().toList());
    }

    private static ClangDiagnostic placed(
            Severity severity, String file, int line, int column, String message, String... context) {
        return new ClangDiagnostic(severity, Optional.of(new Place(file, line, column)), message, List.of(context));
    }

    private static ClangDiagnostic unplaced(Severity severity, String message) {
        return new ClangDiagnostic(severity, Optional.empty(), message, List.of());
    }

    @Test
    @DisplayName("ends where clang crashes: its own stack is of no use to the user")
    void crash() {
        var diagnostics = ClangOutput.parse(List.of(
                "a.c:1:2: error: no",
                "PLEASE submit a bug report to https://example.org and include the crash backtrace.",
                "Stack dump:",
                "0.\tProgram arguments: clang"));

        assertEquals(2, diagnostics.size());
        assertEquals("no", diagnostics.get(0).message());
        assertEquals(
                "clang crashed while it compiled this source",
                diagnostics.get(1).message());
        assertEquals(List.of(), diagnostics.get(1).context());
    }
}
