package io.github.bpfmaven.plugin.incremental;

import java.util.List;

import io.github.bpfmaven.linker.Diagnostic;

/**
 * A link that gave a good object.
 *
 * @param options as in {@link LinkKey}
 * @param program as in {@link LinkKey}
 * @param libraries digests of all library code: of its content where it was linked in, else of its symbols
 * @param pulled the libraries that were linked in
 * @param object digest of the object
 * @param diagnostics what the linker said
 * @param findings what there is to say of the object, warnings all
 * @param lint what else was found in it
 */
public record LinkRecord(
        String options,
        String program,
        List<Input> libraries,
        List<String> pulled,
        String object,
        List<Diagnostic> diagnostics,
        List<String> findings,
        LintRecord lint) {
    public LinkRecord {
        libraries = List.copyOf(libraries);
        pulled = List.copyOf(pulled);
        diagnostics = List.copyOf(diagnostics);
        findings = List.copyOf(findings);
    }

    /** The same with what was found now. */
    public LinkRecord with(LintRecord other) {
        return new LinkRecord(options, program, libraries, pulled, object, diagnostics, findings, other);
    }

    boolean isOf(LinkKey key) {
        return options.equals(key.options()) && program.equals(key.program()) && libraries.equals(key.inputs(pulled));
    }
}
