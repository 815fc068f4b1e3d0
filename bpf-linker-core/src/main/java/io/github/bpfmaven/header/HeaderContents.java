package io.github.bpfmaven.header;

import java.util.ArrayList;
import java.util.List;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfKind;

/** What a header holds, in the order of the type ids. */
final class HeaderContents {
    private final Btf btf;
    private final TypeUses uses;
    private final Selection selection;
    private final List<HeaderFunction> functions;
    /** By type: how many types and functions of the header name it. */
    private final int[] places;

    private final List<Integer> types = new ArrayList<>();

    private HeaderContents(Btf btf, TypeUses uses, Selection selection, List<HeaderFunction> functions) {
        this.btf = btf;
        this.uses = uses;
        this.selection = selection;
        this.functions = functions;
        this.places = new int[btf.types().size()];
    }

    /** @throws HeaderException if there is none of what is asked for, or it is in itself without an end */
    static HeaderContents of(Btf btf, HeaderOptions options) throws HeaderException {
        HeaderRoots roots = new HeaderRoots(btf, options);
        TypeUses uses = new TypeUses(btf);
        Selection selection = new Selection(btf, uses, options.pointees());
        for (int id : roots.types()) {
            selection.define(id);
        }
        List<HeaderFunction> functions = roots.functions();
        for (HeaderFunction function : functions) {
            selection.declareFunction(function.prototype());
        }
        HeaderContents contents = new HeaderContents(btf, uses, selection, functions);
        contents.collect();
        return contents;
    }

    private void collect() throws HeaderException {
        for (int id = 1; id < btf.types().size(); id++) {
            boolean wanted = switch (btf.kind(id)) {
                case TYPEDEF -> selection.contains(id);
                case STRUCT, UNION -> selection.isComplete(id);
                default -> false;
            };
            if (wanted) {
                types.add(id);
                uses.of(id).forEach(use -> places[use.id()]++);
            }
        }
        for (HeaderFunction function : functions) {
            uses.of(function.prototype()).forEach(use -> places[use.id()]++);
        }
    }

    TypeUses uses() {
        return uses;
    }

    /** Typedefs, and structs and unions that have names: with all that they need. */
    List<Integer> types() {
        return types;
    }

    List<HeaderFunction> functions() {
        return functions;
    }

    /** Structs, unions and enums to declare, be they defined too. */
    List<Integer> declared() {
        List<Integer> declared = new ArrayList<>();
        for (int id = 1; id < btf.types().size(); id++) {
            if (selection.isDeclared(id) && btf.kind(id) != BtfKind.TYPEDEF) {
                declared.add(id);
            }
        }
        return declared;
    }

    /** All enums but those that are written where they are used: the ones without a name that a single type uses. */
    List<Integer> enumsOnTop() {
        List<Integer> onTop = new ArrayList<>();
        for (int id = 1; id < btf.types().size(); id++) {
            BtfKind kind = btf.kind(id);
            boolean written = (kind == BtfKind.ENUM || kind == BtfKind.ENUM64) && selection.isComplete(id);
            if (written && (!btf.type(id).name().isEmpty() || places[id] != 1)) {
                onTop.add(id);
            }
        }
        return onTop;
    }

    /** Whether a type or a function of the header uses that one. */
    boolean isUsed(int id) {
        return places[id] > 0;
    }
}
