package io.github.bpfmaven.plugin.incremental;

import java.util.List;

import io.github.bpfmaven.plugin.compile.ClangDiagnostic;

/**
 * A compile that succeeded.
 *
 * @param key what it depended on, apart from files
 * @param inputs the files that it has read, the source first
 * @param absent names of files that clang has looked for in vain
 * @param bitcode digest of the bitcode
 * @param symbols fingerprint of the symbols that the bitcode defines for others; empty text if nobody has looked
 * @param diagnostics what clang said
 */
public record CompileRecord(
        CompileKey key,
        List<Input> inputs,
        List<String> absent,
        String bitcode,
        String symbols,
        List<ClangDiagnostic> diagnostics) {
    public CompileRecord {
        inputs = List.copyOf(inputs);
        absent = List.copyOf(absent);
        diagnostics = List.copyOf(diagnostics);
    }

    /** Whether all is known that it depends on, so that it may be used again. */
    public boolean isComplete() {
        return inputs.stream().noneMatch(input -> input.digest().isEmpty());
    }

    /** Stands for the bitcode and the sources whose lines an object quotes. */
    public String content() {
        return Fingerprint.of(bitcode, Input.fingerprint(inputs));
    }
}
