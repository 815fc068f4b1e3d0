package io.github.bpfmaven.linker;

import java.util.Optional;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.btf.CText;
import io.github.bpfmaven.llvm.LlvmDeclaration;

/**
 * Says where two inputs don't mean the same by a symbol that they share. LLVM links by name alone: what differs ends as
 * wrong code, without a word.
 */
final class DeclarationCheck {
    private static final String ADVICE = "; make the declarations agree (share a header)";

    /**
     * Compares two declarations of a symbol; each may be a definition.
     *
     * @param symbol the name that both inputs have for it
     * @return an error or a warning at the place of the declaration that is no definition, of the second one if both or
     *     neither are; empty if they agree
     */
    Optional<Diagnostic> compare(String symbol, Declared first, Declared second) {
        // The definition comes last: it is what the other one should have been.
        if (!first.isExtern() && second.isExtern()) {
            return compare(symbol, second, first);
        }
        var located = first.isExtern() && !second.isExtern() ? first : second;
        return problem(symbol, first, second)
                .map(problem -> new Diagnostic(problem.severity(), problem.text() + ADVICE, located.location()));
    }

    private static Optional<Problem> problem(String symbol, Declared first, Declared second) {
        if (first.declaration().isMap() && second.declaration().isMap()) {
            var one = MapDefinition.of(first.types(), first.type());
            var other = MapDefinition.of(second.types(), second.type());
            if (one.isPresent() && other.isPresent()) {
                return new MapMatch(one.get(), other.get()).compare().map(found -> map(symbol, first, second, found));
            }
        }
        return new DeclarationMatch(first.types(), second.types())
                .compare(first.type(), second.type())
                .map(found -> types(symbol, first, second, found));
    }

    private static Problem types(String symbol, Declared first, Declared second, TypeDifference found) {
        return new Problem(
                found.severity(),
                "'" + symbol + "' is " + first.verb() + " '" + first.text() + "' in " + first.place()
                        + joint(first, second) + second.verbAfter(first) + "'" + second.text() + "' in "
                        + second.place() + ": " + found);
    }

    private static Problem map(String symbol, Declared first, Declared second, MapDifference found) {
        return new Problem(
                found.severity(),
                "map '" + symbol + "' is " + first.plainVerb() + " with " + found.first() + " in " + first.place()
                        + joint(first, second)
                        + (first.isExtern() == second.isExtern() ? "" : second.plainVerb() + " ") + "with "
                        + found.second() + " in " + second.place()
                        + (found.detail().isEmpty() ? "" : ": " + found.detail()));
    }

    private static String joint(Declared first, Declared second) {
        return first.isExtern() == second.isExtern() ? ", and " : ", but ";
    }

    private record Problem(Diagnostic.Severity severity, String text) {}

    /**
     * What an input says of a symbol.
     *
     * @param input what messages call the input
     * @param declaration from its debug info
     */
    record Declared(String input, LlvmDeclaration declaration) {
        private Btf types() {
            return declaration.types();
        }

        private int type() {
            return declaration.type();
        }

        private String text() {
            return new CText(types()).declaration(type());
        }

        /** Whether the input only declares the symbol. */
        boolean isExtern() {
            var type = types().type(type());
            return type instanceof BtfType.Func function && function.linkage() == BtfLinkage.EXTERN
                    || type instanceof BtfType.Var variable && variable.linkage() == BtfLinkage.EXTERN;
        }

        private String plainVerb() {
            return isExtern() ? "declared" : "defined";
        }

        private String verb() {
            return isExtern() ? "declared" : "defined as";
        }

        private String verbAfter(Declared first) {
            return first.isExtern() == isExtern() ? (isExtern() ? "" : "as ") : verb() + " ";
        }

        /** The file of the declaration, and the input that it was read for if that is another. */
        String place() {
            var file = plain(declaration.file());
            if (file.isEmpty()) {
                return input;
            }
            var place = declaration.line() == 0 ? file : file + ":" + declaration.line();
            return file.equals(plain(input)) ? place : place + " (for " + input + ")";
        }

        /** Where the declaration stands; empty if the debug info doesn't say. */
        Optional<SourceLocation> location() {
            return declaration.file().isEmpty() || declaration.line() == 0
                    ? Optional.empty()
                    : Optional.of(new SourceLocation(declaration.file(), declaration.line(), 0));
        }

        private static String plain(String file) {
            return file.startsWith("./") ? file.substring(2) : file;
        }
    }
}
