package io.github.bpfmaven.linker;

import java.util.List;

/** What came of a {@link LinkRequest}. */
public sealed interface LinkResult {
    /** In the order in which they came up. */
    List<Diagnostic> diagnostics();

    /**
     * The link was made.
     *
     * @param output the ELF file, or what else {@link OutputOptions#kind()} asks for; not copied
     * @param symbols what became of the inputs' definitions, by input in the order of the link; empty if the output is not
     *     an object
     * @param diagnostics warnings and notes, if any
     */
    record Linked(byte[] output, List<LinkedSymbol> symbols, List<Diagnostic> diagnostics) implements LinkResult {
        public Linked {
            symbols = List.copyOf(symbols);
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
