package io.github.bpfmaven.linker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.bpfmaven.llvm.LlvmDiagnostic;
import io.github.bpfmaven.llvm.LlvmUse;

/** Gathers what one link has to say, LLVM's words included. */
final class DiagnosticCollector {
    /** LLVM puts the place in front of its text; "&lt;unknown&gt;:0:0" stands for none. */
    private static final Pattern PLACE = Pattern.compile("(?s)(.+?):(\\d+):(\\d+): (.*)");

    /** LLVM 20, BPFISelLowering.cpp; it says so also where the program defines the function. */
    private static final Pattern LIBRARY_CALL =
            Pattern.compile("(?s).*A call to built-in function '([^']+)' is not supported.*");

    /** LLVM 20 prints the callee with the address that its node has in memory: BPFISelLowering.cpp, fail(). */
    private static final Pattern NODE =
            Pattern.compile("0x[0-9a-f]{5,}: .*? = (?:GlobalAddress<ptr @([^>]+)>)?.* (?=too many |pass by value )");

    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private String about = "";
    private final Map<String, Diagnostic> libraryCalls = new LinkedHashMap<>();

    /** From now on what LLVM says without a place is about that input; empty for none. */
    void about(String input) {
        about = input.isEmpty() ? "" : input + ": ";
    }

    void error(String message) {
        diagnostics.add(Diagnostic.error(message));
    }

    void add(Diagnostic diagnostic) {
        diagnostics.add(diagnostic);
    }

    void warning(String message) {
        diagnostics.add(Diagnostic.warning(message));
    }

    void note(String message) {
        diagnostics.add(Diagnostic.note(message));
    }

    void error(String message, LlvmUse place) {
        diagnostics.add(new Diagnostic(Diagnostic.Severity.ERROR, message, location(place)));
    }

    void fromLlvm(LlvmDiagnostic diagnostic) {
        switch (diagnostic.severity()) {
            case ERROR -> error(placed(Diagnostic.Severity.ERROR, diagnostic.text()));
            case WARNING -> diagnostics.add(placed(Diagnostic.Severity.WARNING, diagnostic.text()));
            // LLVM reports every function's size as a remark.
            case REMARK, NOTE -> {}
        }
    }

    private void error(Diagnostic diagnostic) {
        var call = LIBRARY_CALL.matcher(diagnostic.message());
        if (call.matches()) {
            libraryCalls.putIfAbsent(call.group(1), diagnostic);
        } else {
            diagnostics.add(diagnostic);
        }
    }

    /** LLVM gave up on an operation. Its reason is usually here already, and then says more than the operation's name. */
    void llvmFailed(String reason) {
        if (!hasErrors()) {
            error(reason);
        }
    }

    /** The functions that code generation has left calls of, though no source calls them. */
    Set<String> libraryCalls() {
        return libraryCalls.keySet();
    }

    /** Such a function is nowhere to be had: there is no C library in the kernel. */
    void missingFunction(String name) {
        diagnostics.add(new Diagnostic(
                Diagnostic.Severity.ERROR,
                "a call of '" + name + "' is left that LLVM can't expand in place; "
                        + (name.startsWith("mem") ? "give it a small constant size" : "do without it") + ", or define "
                        + name + " in a library source",
                Optional.ofNullable(libraryCalls.get(name)).flatMap(Diagnostic::location)));
    }

    boolean hasErrors() {
        return diagnostics.stream().anyMatch(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR);
    }

    List<Diagnostic> all() {
        return List.copyOf(diagnostics);
    }

    private Diagnostic placed(Diagnostic.Severity severity, String text) {
        var place = PLACE.matcher(text.strip());
        if (!place.matches()) {
            return new Diagnostic(severity, about + text.strip(), Optional.empty());
        }
        var line = Integer.parseInt(place.group(2));
        if (place.group(1).equals("<inline asm>")) {
            return new Diagnostic(severity, about + "in an asm statement: " + place.group(4), Optional.empty());
        }
        var location = line == 0
                ? Optional.<SourceLocation>empty()
                : Optional.of(new SourceLocation(place.group(1), line, Integer.parseInt(place.group(3))));
        return new Diagnostic(severity, withoutNodes(place.group(4)), location);
    }

    private static String withoutNodes(String text) {
        return NODE.matcher(text)
                .replaceAll(node -> node.group(1) == null ? "a call: " : "a call of '" + node.group(1) + "': ");
    }

    private static Optional<SourceLocation> location(LlvmUse use) {
        return use.line() == 0
                ? Optional.empty()
                : Optional.of(new SourceLocation(use.file(), use.line(), use.column()));
    }
}
