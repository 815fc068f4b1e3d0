package io.github.bpfmaven.linker;

/**
 * How a link is done.
 *
 * @param symbols which symbols stay visible, and which may be missing
 * @param code what code is made
 * @param output what is written
 */
public record LinkOptions(SymbolOptions symbols, CodeOptions code, OutputOptions output) {
    /** C sources, compiled by clang: nothing is optimised again, an object with BTF is made. */
    public static final LinkOptions DEFAULT =
            new LinkOptions(SymbolOptions.DEFAULT, CodeOptions.DEFAULT, OutputOptions.DEFAULT);

    public LinkOptions withSymbols(SymbolOptions other) {
        return new LinkOptions(other, code, output);
    }

    public LinkOptions withCode(CodeOptions other) {
        return new LinkOptions(symbols, other, output);
    }

    public LinkOptions withOutput(OutputOptions other) {
        return new LinkOptions(symbols, code, other);
    }
}
