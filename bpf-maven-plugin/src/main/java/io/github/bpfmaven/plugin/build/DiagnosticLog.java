package io.github.bpfmaven.plugin.build;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.slf4j.Logger;

import io.github.bpfmaven.linker.Diagnostic;
import io.github.bpfmaven.linker.SourceRoots;
import io.github.bpfmaven.lint.LintWarning;
import io.github.bpfmaven.plugin.compile.ClangDiagnostic;
import io.github.bpfmaven.plugin.constants.ConstantMessage;

/**
 * Writes what clang and the linker say into Maven's log: each message at its own level, in the form in which javac's
 * messages come out of Maven ({@code path:[line,column] text}), which IDEs make clickable. What is said for one target
 * is not said again for the next.
 */
final class DiagnosticLog {
    private final Logger log;
    private final Path baseDirectory;
    private final SourceRoots roots;
    private final Set<String> said = new HashSet<>();

    /**
     * @param baseDirectory where clang runs, and its messages' paths start from
     * @param roots where the files are that the linker's messages name
     */
    DiagnosticLog(Logger log, Path baseDirectory, SourceRoots roots) {
        this.log = log;
        this.baseDirectory = baseDirectory;
        this.roots = roots;
    }

    void clang(List<ClangDiagnostic> diagnostics) {
        for (var diagnostic : diagnostics) {
            var place = diagnostic
                    .place()
                    .map(at -> place(clangFile(at.file()), at.line(), at.column()) + " ")
                    .orElse("clang: ");
            var text = new StringBuilder(place).append(diagnostic.message());
            diagnostic.context().forEach(line -> text.append('\n').append(line));
            if (said.add(text.toString())) {
                switch (diagnostic.severity()) {
                    case ERROR -> log.error("{}", text);
                    case WARNING -> log.warn("{}", text);
                    case NOTE -> log.info("{}", text);
                }
            }
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
                    .map(at -> place(linkerFile(at.file()), at.line(), at.column()))
                    .orElse(about + ":");
            report(diagnostic.severity() == Diagnostic.Severity.ERROR, place + " " + diagnostic.message());
        }
    }

    /** @param about what is meant where a warning has no place: the source */
    void lint(Path about, boolean isError, LintWarning warning) {
        var place = warning.place()
                .map(at -> place(linkerFile(at.file()), at.line(), at.column()))
                .orElse(about + ":");
        report(isError, place + " " + warning.text());
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

    void report(boolean isError, String text) {
        if (said.add(text)) {
            if (isError) {
                log.error("{}", text);
            } else {
                log.warn("{}", text);
            }
        }
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
