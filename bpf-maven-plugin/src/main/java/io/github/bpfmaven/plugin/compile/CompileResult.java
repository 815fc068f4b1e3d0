package io.github.bpfmaven.plugin.compile;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What came of a run of clang.
 *
 * @param unit what was compiled
 * @param succeeded whether there is bitcode
 * @param files what clang has read, absolute, the source first, without its own headers; empty after a failure
 * @param diagnostics what clang said, also when it succeeded
 * @param argumentsFile where to find the arguments of a failed run; empty after success
 */
public record CompileResult(
        CompileUnit unit,
        boolean succeeded,
        List<Path> files,
        List<ClangDiagnostic> diagnostics,
        Optional<Path> argumentsFile) {
    public CompileResult {
        files = List.copyOf(files);
        diagnostics = List.copyOf(diagnostics);
    }
}
