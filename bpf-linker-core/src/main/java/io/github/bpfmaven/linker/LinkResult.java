package io.github.bpfmaven.linker;

import java.util.List;

/** What came of a {@link LinkRequest}. */
public sealed interface LinkResult {
    /** In the order in which they came up. */
    List<Diagnostic> diagnostics();

    /**
     * An object was made.
     *
     * @param object the ELF file; not copied
     * @param diagnostics warnings, if any
     */
    record Linked(byte[] object, List<Diagnostic> diagnostics) implements LinkResult {
        public Linked {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /**
     * None was made.
     *
     * @param diagnostics at least one error
     */
    record Failed(List<Diagnostic> diagnostics) implements LinkResult {
        public Failed {
            diagnostics = List.copyOf(diagnostics);
        }
    }
}
