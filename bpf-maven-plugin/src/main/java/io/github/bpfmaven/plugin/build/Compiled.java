package io.github.bpfmaven.plugin.build;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.plugin.compile.ClangDiagnostic;
import io.github.bpfmaven.plugin.compile.CompileUnit;
import io.github.bpfmaven.plugin.incremental.CompileRecord;

/**
 * A unit that has been compiled, now or earlier.
 *
 * @param unit which
 * @param record what there is to know of the result; empty if there is none
 * @param fresh whether clang has run now, so that the bitcode is there
 * @param diagnostics what clang said, now or then
 * @param argumentsFile where to find the arguments of a failed run; empty after success
 */
record Compiled(
        CompileUnit unit,
        Optional<CompileRecord> record,
        boolean fresh,
        List<ClangDiagnostic> diagnostics,
        Optional<Path> argumentsFile) {
    static Compiled before(CompileUnit unit, CompileRecord record) {
        return new Compiled(unit, Optional.of(record), false, record.diagnostics(), Optional.empty());
    }

    boolean succeeded() {
        return record.isPresent();
    }
}
