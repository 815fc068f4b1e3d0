package io.github.bpfmaven.plugin.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.github.bpfmaven.plugin.compile.ClangDiagnostic.Place;
import io.github.bpfmaven.plugin.compile.ClangDiagnostic.Severity;

/** Reads clang's messages from its standard error. */
final class ClangOutput {
    /** {@code src/main/bpf/drop.bpf.c:12:5: error: …}; a file name may itself contain a colon (Windows). */
    private static final Pattern WITH_PLACE = Pattern.compile(
            "(?<file>.+?):(?<line>\\d+):(?<column>\\d+): (?<severity>(?:fatal )?error|warning|remark|note): (?<message>.*)");

    /** {@code clang: error: …}, {@code error: …} from the back end. */
    private static final Pattern WITHOUT_PLACE = Pattern.compile(
            "(?:clang(?:-\\d+)?(?:\\.exe)?: )?(?<severity>(?:fatal )?error|warning|remark|note): (?<message>.*)");

    /** Comes before the diagnostic that it belongs to. */
    private static final Pattern INCLUDE_STACK = Pattern.compile("In file included from .+:\\d+:");

    /** "2 errors generated.": what the plugin's own summary says. */
    private static final Pattern COUNT = Pattern.compile("\\d+ (warnings?|errors?)( and \\d+ errors?)? generated\\.");

    /** Begins what LLVM's signal handler prints. */
    private static final String CRASH = "PLEASE submit a bug report";

    private ClangOutput() {}

    static List<ClangDiagnostic> parse(List<String> lines) {
        var diagnostics = new ArrayList<ClangDiagnostic>();
        var includeStack = new ArrayList<String>();
        for (var line : lines) {
            if (line.startsWith(CRASH)) {
                // What follows is clang's own stack; what it has said of the source before is worth more.
                diagnostics.add(new ClangDiagnostic(
                        Severity.ERROR, Optional.empty(), "clang crashed while it compiled this source", List.of()));
                return diagnostics;
            }
            if (INCLUDE_STACK.matcher(line).matches()) {
                includeStack.add(line);
            } else if (!COUNT.matcher(line).matches() && !line.isBlank()) {
                var diagnostic = diagnostic(line, includeStack);
                if (diagnostic.isPresent()) {
                    diagnostics.add(diagnostic.get());
                    includeStack.clear();
                } else if (diagnostics.isEmpty()) {
                    // Not clang's form: a crash, the dynamic loader. It must not get lost.
                    diagnostics.add(new ClangDiagnostic(Severity.ERROR, Optional.empty(), line, List.of()));
                } else {
                    addContext(diagnostics, line);
                }
            }
        }
        return diagnostics;
    }

    private static Optional<ClangDiagnostic> diagnostic(String line, List<String> includeStack) {
        var placed = WITH_PLACE.matcher(line);
        if (placed.matches()) {
            var place = new Place(
                    placed.group("file"),
                    Integer.parseInt(placed.group("line")),
                    Integer.parseInt(placed.group("column")));
            return Optional.of(new ClangDiagnostic(
                    severity(placed.group("severity")), Optional.of(place), placed.group("message"), includeStack));
        }
        var unplaced = WITHOUT_PLACE.matcher(line);
        return unplaced.matches()
                ? Optional.of(new ClangDiagnostic(
                        severity(unplaced.group("severity")),
                        Optional.empty(),
                        unplaced.group("message"),
                        includeStack))
                : Optional.empty();
    }

    private static Severity severity(String word) {
        return switch (word) {
            case "warning" -> Severity.WARNING;
            // What a user has asked for with -Rpass.
            case "remark", "note" -> Severity.NOTE;
            default -> Severity.ERROR;
        };
    }

    private static void addContext(List<ClangDiagnostic> diagnostics, String line) {
        var last = diagnostics.remove(diagnostics.size() - 1);
        var context = new ArrayList<>(last.context());
        context.add(line);
        diagnostics.add(new ClangDiagnostic(last.severity(), last.place(), last.message(), context));
    }
}
