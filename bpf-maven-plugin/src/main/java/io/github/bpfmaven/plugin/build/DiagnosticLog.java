package io.github.bpfmaven.plugin.build;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.slf4j.Logger;

import io.github.bpfmaven.linker.Diagnostic;
import io.github.bpfmaven.linker.SourceRoots;
import io.github.bpfmaven.lint.LintWarning;
import io.github.bpfmaven.plugin.compile.ClangDiagnostic;
import io.github.bpfmaven.plugin.constants.ConstantMessage;
import io.github.bpfmaven.plugin.problem.BuildListener;
import io.github.bpfmaven.plugin.problem.Problem;
import io.github.bpfmaven.problem.Explanations;
import io.github.bpfmaven.problem.Message;
import io.github.bpfmaven.problem.Speaker;

/**
 * Turns what clang and the linker say into problems of files. What is said for one target is not said again for the next.
 * Under a message that shows a known failure stands why it happens and what to do.
 */
final class DiagnosticLog {
    private final Logger log;
    private final BuildListener listener;
    private final Path baseDirectory;
    private final SourceRoots roots;
    private final Explanations explanations;
    private final Set<String> said = new HashSet<>();

    /**
     * @param log for what is no problem
     * @param listener for what is one
     * @param baseDirectory where clang runs, and its messages' paths start from
     * @param roots where the files are that the linker's messages name
     * @param explanations what is printed under messages
     */
    DiagnosticLog(
            Logger log, BuildListener listener, Path baseDirectory, SourceRoots roots, Explanations explanations) {
        this.explanations = explanations;
        this.log = log;
        this.listener = listener;
        this.baseDirectory = baseDirectory;
        this.roots = roots;
    }

    void clang(List<ClangDiagnostic> diagnostics) {
        for (var at = 0; at < diagnostics.size(); ) {
            var end = at + 1;
            while (end < diagnostics.size() && diagnostics.get(end).severity() == ClangDiagnostic.Severity.NOTE) {
                end++;
            }
            clang(diagnostics.get(at), diagnostics.subList(at + 1, end));
            at = end;
        }
    }

    private void clang(ClangDiagnostic diagnostic, List<ClangDiagnostic> notes) {
        var problem = problem(diagnostic);
        var isNew = say(problem);
        notes.forEach(note -> say(problem(note)));
        if (isNew) {
            explain(problem.severity(), new Message(Speaker.CLANG, diagnostic.message(), around(diagnostic, notes)));
        }
    }

    private static List<String> around(ClangDiagnostic diagnostic, List<ClangDiagnostic> notes) {
        return Stream.concat(Stream.of(diagnostic), notes.stream())
                .flatMap(one -> Stream.concat(
                        Stream.of(one.place().map(at -> at.file() + ": ").orElse("") + one.message()),
                        one.context().stream()))
                .toList();
    }

    private Problem problem(ClangDiagnostic diagnostic) {
        var place = diagnostic.place().map(at -> new Problem.Place(clangFile(at.file()), at.line(), at.column()));
        return new Problem(
                switch (diagnostic.severity()) {
                    case ERROR -> Problem.Severity.ERROR;
                    case WARNING -> Problem.Severity.WARNING;
                    case NOTE -> Problem.Severity.NOTE;
                },
                place,
                (place.isEmpty() ? "clang: " : "") + explanations.named(Speaker.CLANG, diagnostic.message()),
                diagnostic.context());
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
            report(diagnostic.severity() == Diagnostic.Severity.ERROR, Optional.of(place), diagnostic.message());
        }
    }

    /** @param about what is meant where a warning has no place: the source */
    void lint(Path about, boolean isError, LintWarning warning) {
        var place = warning.place()
                .map(at -> new Problem.Place(linkerFile(at.file()), at.line(), at.column()))
                .orElseGet(() -> whole(about));
        report(isError, Optional.of(place), warning.text());
    }

    void constant(ConstantMessage message) {
        var place = message.place().map(at -> new Problem.Place(clangFile(at.file()), at.line(), at.column()));
        if (message.severity() == ConstantMessage.Severity.WARNING) {
            report(false, place, message.text());
        } else {
            log.debug("{}{}", place.map(at -> at + " ").orElse(""), message.text());
        }
    }

    /** What the linker, or a check of what it has made, has to say. */
    void report(boolean isError, String text) {
        report(isError, Optional.empty(), text);
    }

    /** The same about a file as a whole. */
    void report(boolean isError, Path about, String text) {
        report(isError, Optional.of(whole(about)), text);
    }

    private void report(boolean isError, Optional<Problem.Place> place, String text) {
        var problem = problem(isError, place, explanations.named(Speaker.LINKER, text));
        if (say(problem)) {
            explain(
                    problem.severity(),
                    Message.of(Speaker.LINKER, problem(isError, place, text).text()));
        }
    }

    private void explain(Problem.Severity severity, Message message) {
        explanations.under(message).filter(said::add).ifPresent(text -> listener.explanation(severity, text));
    }

    /** @return whether it was new */
    private boolean say(Problem problem) {
        var isNew = said.add(problem.text());
        if (isNew) {
            listener.problem(problem);
        }
        return isNew;
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
