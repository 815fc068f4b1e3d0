package io.github.bpfmaven.linker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.github.bpfmaven.llvm.LlvmDiagnostic;
import io.github.bpfmaven.llvm.LlvmUse;

/** Gathers what one link has to say, LLVM's words included. */
final class DiagnosticCollector {
    /** LLVM puts the place in front of its text; "&lt;unknown&gt;:0:0" stands for none. */
    private static final Pattern PLACE = Pattern.compile("(?s)(.+?):(\\d+):(\\d+): (.*)");

    private final List<Diagnostic> diagnostics = new ArrayList<>();

    void error(String message) {
        diagnostics.add(Diagnostic.error(message));
    }

    void error(String message, LlvmUse place) {
        diagnostics.add(new Diagnostic(Diagnostic.Severity.ERROR, message, location(place)));
    }

    void fromLlvm(LlvmDiagnostic diagnostic) {
        switch (diagnostic.severity()) {
            case ERROR -> add(Diagnostic.Severity.ERROR, diagnostic.text());
            case WARNING -> add(Diagnostic.Severity.WARNING, diagnostic.text());
            // LLVM reports every function's size as a remark.
            case REMARK, NOTE -> {}
        }
    }

    boolean hasErrors() {
        return diagnostics.stream().anyMatch(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR);
    }

    List<Diagnostic> all() {
        return List.copyOf(diagnostics);
    }

    private void add(Diagnostic.Severity severity, String text) {
        var place = PLACE.matcher(text.strip());
        if (!place.matches()) {
            diagnostics.add(new Diagnostic(severity, text.strip(), Optional.empty()));
            return;
        }
        var line = Integer.parseInt(place.group(2));
        var location = line == 0
                ? Optional.<SourceLocation>empty()
                : Optional.of(new SourceLocation(place.group(1), line, Integer.parseInt(place.group(3))));
        diagnostics.add(new Diagnostic(severity, place.group(4), location));
    }

    private static Optional<SourceLocation> location(LlvmUse use) {
        return use.line() == 0
                ? Optional.empty()
                : Optional.of(new SourceLocation(use.file(), use.line(), use.column()));
    }
}
