package io.github.bpfmaven.plugin.build;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.linker.Diagnostic;
import io.github.bpfmaven.linker.SourceLocation;
import io.github.bpfmaven.linker.SourceRoot;
import io.github.bpfmaven.linker.SourceRoots;
import io.github.bpfmaven.plugin.compile.ClangDiagnostic;
import io.github.bpfmaven.plugin.compile.ClangDiagnostic.Place;
import io.github.bpfmaven.plugin.compile.ClangDiagnostic.Severity;
import io.github.bpfmaven.plugin.compile.LogLines;
import io.github.bpfmaven.plugin.problem.LoggedProblems;
import io.github.bpfmaven.problem.Explanations;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("A message in Maven's log")
final class DiagnosticLogTest {
    private static final Path BASE = Path.of("project").toAbsolutePath();

    private final LogLines lines = new LogLines(DiagnosticLogTest.class);
    private final DiagnosticLog log = new DiagnosticLog(
            LoggerFactory.getLogger(DiagnosticLogTest.class),
            new LoggedProblems(LoggerFactory.getLogger(DiagnosticLogTest.class)),
            BASE,
            new SourceRoots(List.of(new SourceRoot("", BASE), new SourceRoot("bpf/", BASE.resolve("../shared")))),
            new Explanations(Map::of));

    @AfterEach
    void stopListening() {
        lines.close();
    }

    @Test
    @DisplayName("has clang's own level, a place to click on, and the source line below it")
    void clang() {
        log.clang(List.of(
                clang(Severity.ERROR, "src/a.c", "no", "  1 | x"),
                clang(Severity.WARNING, "src/../b.c", "hm"),
                clang(Severity.NOTE, "<command line>", "here")));

        assertEquals(
                List.of(
                        "SEVERE " + BASE.resolve("src/a.c") + ":[3,4] no\n  1 | x",
                        "WARNING " + BASE.resolve("b.c") + ":[3,4] hm",
                        "INFO <command line>:[3,4] here"),
                lines.all());
    }

    @Test
    @DisplayName("is written once, though it comes for each target")
    void once() {
        log.clang(List.of(clang(Severity.ERROR, "a.c", "no")));
        log.clang(List.of(clang(Severity.ERROR, "a.c", "no")));

        assertEquals(1, lines.all().size());
    }

    @Test
    @DisplayName("of the linker names the file where it is, or else the source")
    void linker() {
        log.linker(
                BASE.resolve("drop.bpf.c"),
                List.of(
                        new Diagnostic(
                                Diagnostic.Severity.ERROR, "no", Optional.of(new SourceLocation("bpf/x.c", 1, 2))),
                        Diagnostic.warning("hm")));

        assertEquals(
                List.of(
                        "SEVERE " + BASE.resolveSibling("shared").resolve("x.c") + ":[1,2] no",
                        "WARNING " + BASE.resolve("drop.bpf.c") + ": hm"),
                lines.all());
    }

    private static ClangDiagnostic clang(Severity severity, String file, String message, String... context) {
        return new ClangDiagnostic(severity, Optional.of(new Place(file, 3, 4)), message, List.of(context));
    }
}
