package io.github.bpfmaven.plugin.build;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;

import io.github.bpfmaven.linker.Diagnostic;
import io.github.bpfmaven.linker.SourceRoots;
import io.github.bpfmaven.plugin.compile.ClangDiagnostic;
import io.github.bpfmaven.plugin.constants.ConstantMessage;
import io.github.bpfmaven.plugin.problem.BuildListener;
import io.github.bpfmaven.plugin.problem.Problem;

/**
 * Turns what clang and the linker say into problems of files. What is said for one target is not said again for the next.
 */
final class DiagnosticLog {
    private final Logger log;
    private final BuildListener listener;
    private final Path baseDirectory;
    private final SourceRoots roots;
    private final Set<String> said = new HashSet<>();

    /**
     * @param log for what is no problem
     * @param listener for what is one
     * @param baseDirectory where clang runs, and its messages' paths start from
     * @param roots where the files are that the linker's messages name
     */
    DiagnosticLog(Logger log, BuildListener listener, Path baseDirectory, SourceRoots roots) {
        this.log = log;
        this.listener = listener;
        this.baseDirectory = baseDirectory;
        this.roots = roots;
    }

    void clang(List<ClangDiagnostic> diagnostics) {
        for (var diagnostic : diagnostics) {
            var place = diagnostic.place().map(at -> new Problem.Place(clangFile(at.file()), at.line(), at.column()));
            say(new Problem(
                    switch (diagnostic.severity()) {
                        case ERROR -> Problem.Severity.ERROR;
                        case WARNING -> Problem.Severity.WARNING;
                        case NOTE -> Problem.Severity.NOTE;
                    },
                    place,
                    (place.isEmpty() ? "clang: " : "") + diagnostic.message(),
                    diagnostic.context()));
        }
    }

    /** @param about what is meant where a diagnostic has no place: the source */
    void linker(Path about, List<Diagnostic> diagnostics) {
        for (var diagnostic : diagnostics) {
            if (diagnostic.severity() == Diagnostic.Severity.NOTE) {
                log.debug("{}: {}", about, diagnostic.message());
                continue;
            }
            var place = diagnostic
                    .location()
                    .map(at -> new Problem.Place(linkerFile(at.file()), at.line(), at.column()))
                    .orElseGet(() -> whole(about));
            say(problem(diagnostic.severity() == Diagnostic.Severity.ERROR, Optional.of(place), diagnostic.message()));
        }
    }

    void constant(ConstantMessage message) {
        var place = message.place().map(at -> new Problem.Place(clangFile(at.file()), at.line(), at.column()));
        if (message.severity() == ConstantMessage.Severity.WARNING) {
            say(problem(false, place, message.text()));
        } else {
            log.debug("{}{}", place.map(at -> at + " ").orElse(""), message.text());
        }
    }

    void report(boolean isError, String text) {
        say(problem(isError, Optional.empty(), text));
    }

    void report(boolean isError, Path about, String text) {
        say(problem(isError, Optional.of(whole(about)), text));
    }

    private void say(Problem problem) {
        if (said.add(problem.text())) {
            listener.problem(problem);
        }
    }

    private static Problem problem(boolean isError, Optional<Problem.Place> place, String message) {
        return new Problem(isError ? Problem.Severity.ERROR : Problem.Severity.WARNING, place, message, List.of());
    }

    private static Problem.Place whole(Path file) {
        return new Problem.Place(file.toString(), 0, 0);
    }

    private String clangFile(String file) {
        // Such as <command line>.
        return file.startsWith("<")
                ? file
                : baseDirectory.resolve(file).normalize().toString();
    }

    private String linkerFile(String file) {
        return roots.find(file).map(found -> found.normalize().toString()).orElse(file);
    }
}
