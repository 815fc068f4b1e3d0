package io.github.bpfmaven.plugin.build;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.slf4j.Logger;

import io.github.bpfmaven.linker.Diagnostic;
import io.github.bpfmaven.linker.SourceRoots;
import io.github.bpfmaven.plugin.compile.ClangDiagnostic;
import io.github.bpfmaven.plugin.constants.ConstantMessage;
import io.github.bpfmaven.problem.Explanations;
import io.github.bpfmaven.problem.Message;
import io.github.bpfmaven.problem.Speaker;

/**
 * Writes what clang and the linker say into Maven's log: each message at its own level, in the form in which javac's
 * messages come out of Maven ({@code path:[line,column] text}), which IDEs make clickable. What is said for one target
 * is not said again for the next. Under a message that shows a known failure stands why it happens and what to do.
 */
final class DiagnosticLog {
    private final Logger log;
    private final Path baseDirectory;
    private final SourceRoots roots;
    private final Explanations explanations;
    private final Set<String> said = new HashSet<>();

    /**
     * @param baseDirectory where clang runs, and its messages' paths start from
     * @param roots where the files are that the linker's messages name
     * @param explanations what is printed under messages
     */
    DiagnosticLog(Logger log, Path baseDirectory, SourceRoots roots, Explanations explanations) {
        this.explanations = explanations;
        this.log = log;
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
        var isNew = write(diagnostic);
        notes.forEach(this::write);
        if (isNew) {
            explanations
                    .under(new Message(Speaker.CLANG, diagnostic.message(), around(diagnostic, notes)))
                    .ifPresent(text -> write(diagnostic.severity(), text));
        }
    }

    private static List<String> around(ClangDiagnostic diagnostic, List<ClangDiagnostic> notes) {
        return Stream.concat(Stream.of(diagnostic), notes.stream())
                .flatMap(one -> Stream.concat(
                        Stream.of(one.place().map(at -> at.file() + ": ").orElse("") + one.message()),
                        one.context().stream()))
                .toList();
    }

    /** @return whether it was new */
    private boolean write(ClangDiagnostic diagnostic) {
        var place = diagnostic
                .place()
                .map(at -> place(clangFile(at.file()), at.line(), at.column()) + " ")
                .orElse("clang: ");
        var text = new StringBuilder(place).append(explanations.named(Speaker.CLANG, diagnostic.message()));
        diagnostic.context().forEach(line -> text.append('\n').append(line));
        return write(diagnostic.severity(), text.toString());
    }

    private boolean write(ClangDiagnostic.Severity severity, String text) {
        if (!said.add(text)) {
            return false;
        }
        switch (severity) {
            case ERROR -> log.error("{}", text);
            case WARNING -> log.warn("{}", text);
            case NOTE -> log.info("{}", text);
        }
        return true;
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
                    .map(at -> place(linkerFile(at.file()), at.line(), at.column()))
                    .orElse(about + ":");
            report(diagnostic.severity() == Diagnostic.Severity.ERROR, place + " " + diagnostic.message());
        }
    }

    void constant(ConstantMessage message) {
        var place = message.place()
                .map(at -> place(clangFile(at.file()), at.line(), at.column()) + " ")
                .orElse("");
        if (message.severity() == ConstantMessage.Severity.WARNING) {
            report(false, place + message.text());
        } else {
            log.debug("{}{}", place, message.text());
        }
    }

    /** What the linker, or a check of what it has made, has to say. */
    void report(boolean isError, String text) {
        if (write(isError, explanations.named(Speaker.LINKER, text))) {
            explanations.under(Message.of(Speaker.LINKER, text)).ifPresent(under -> write(isError, under));
        }
    }

    private boolean write(boolean isError, String text) {
        return write(isError ? ClangDiagnostic.Severity.ERROR : ClangDiagnostic.Severity.WARNING, text);
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

    private static String place(String file, int line, int column) {
        return file + ":[" + line + "," + column + "]";
    }
}
