package io.github.bpfmaven.plugin.compile;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What came of a run of clang.
 *
 * @param unit what was compiled
 * @param succeeded whether there is bitcode
 * @param diagnostics what clang said, also when it succeeded
 * @param argumentsFile where to find the arguments of a failed run; empty after success
 */
public record CompileResult(
        CompileUnit unit, boolean succeeded, List<ClangDiagnostic> diagnostics, Optional<Path> argumentsFile) {
    public CompileResult {
        diagnostics = List.copyOf(diagnostics);
    }
}
