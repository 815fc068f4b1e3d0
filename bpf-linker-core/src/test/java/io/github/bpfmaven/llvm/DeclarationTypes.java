package io.github.bpfmaven.llvm;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfParam;
import io.github.bpfmaven.btf.BtfType;

/**
 * Compares a declaration, of which only a part is there, with the BTF that LLVM itself makes of the whole. There, functions
 * that are only declared have no names of parameters (LLVM 20, BTFDebug.cpp, processFuncPrototypes).
 */
final class DeclarationTypes {
    private final Btf part;
    private final Btf whole;
    private final Set<List<Integer>> compared = new HashSet<>();
    private boolean named;

    DeclarationTypes(Btf part, Btf whole) {
        this.part = part;
        this.whole = whole;
    }

    /** The first difference between two declarations. */
    Optional<String> declarations(int partId, int wholeId) {
        named = !(part.type(partId) instanceof BtfType.Func function && function.linkage() == BtfLinkage.EXTERN);
        return difference(partId, wholeId);
    }

    private Optional<String> difference(int partId, int wholeId) {
        var theirs = untagged(wholeId);
        if (!compared.add(List.of(partId, theirs))) {
            return Optional.empty();
        }
        var a = part.type(partId);
        var b = whole.type(theirs);
        if (a instanceof BtfType.Fwd fwd) {
            var same = b.name().equals(fwd.name())
                    && (b instanceof BtfType.Fwd other
                            ? other.union() == fwd.union()
                            : fwd.union() ? b instanceof BtfType.Union : b instanceof BtfType.Struct);
            return different(!same, a, b);
        }
        if (a.kind() != b.kind() || !a.name().equals(b.name())) {
            return different(true, a, b);
        }
        if (a instanceof BtfType.Composite composite) {
            return members(composite, (BtfType.Composite) b);
        }
        if (a instanceof BtfType.FuncProto prototype) {
            return params(prototype, (BtfType.FuncProto) b);
        }
        if (a instanceof BtfType.Array array) {
            var other = (BtfType.Array) b;
            return different(array.count() != other.count(), a, b)
                    .or(() -> difference(array.elementType(), other.elementType()));
        }
        if (a instanceof BtfType.Enum first && b instanceof BtfType.Enum second) {
            var values = first.name().isEmpty() ? second.values() : List.of();
            return different(
                    first.size() != second.size()
                            || first.signed() != second.signed()
                            || !first.values().equals(values),
                    a,
                    b);
        }
        if (a instanceof BtfType.Enum64 first && b instanceof BtfType.Enum64 second) {
            var values = first.name().isEmpty() ? second.values() : List.of();
            return different(
                    first.size() != second.size()
                            || first.signed() != second.signed()
                            || !first.values().equals(values),
                    a,
                    b);
        }
        if (a instanceof BtfType.Single single) {
            return linkage(a, b).or(() -> difference(single.type(), ((BtfType.Single) b).type()));
        }
        return different(!a.equals(b), a, b);
    }

    private static Optional<String> linkage(BtfType a, BtfType b) {
        return different(
                a instanceof BtfType.Var first && first.linkage() != ((BtfType.Var) b).linkage()
                        || a instanceof BtfType.Func function && function.linkage() != ((BtfType.Func) b).linkage(),
                a,
                b);
    }

    private Optional<String> members(BtfType.Composite a, BtfType.Composite b) {
        var differs = different(
                a.size() != b.size()
                        || a.bitFields() != b.bitFields()
                        || a.members().size() != b.members().size(),
                a,
                b);
        for (var i = 0; differs.isEmpty() && i < a.members().size(); i++) {
            BtfMember first = a.members().get(i);
            BtfMember second = b.members().get(i);
            differs = different(
                            !first.name().equals(second.name())
                                    || first.bitOffset() != second.bitOffset()
                                    || first.bitFieldSize() != second.bitFieldSize(),
                            first,
                            second)
                    .or(() -> difference(first.type(), second.type()));
        }
        return differs;
    }

    private Optional<String> params(BtfType.FuncProto a, BtfType.FuncProto b) {
        var differs = different(a.params().size() != b.params().size(), a, b)
                .or(() -> difference(a.returnType(), b.returnType()));
        for (var i = 0; differs.isEmpty() && i < a.params().size(); i++) {
            BtfParam first = a.params().get(i);
            BtfParam second = b.params().get(i);
            differs = different(named && !first.name().equals(second.name()), first, second)
                    .or(() -> difference(first.type(), second.type()));
        }
        return differs;
    }

    private int untagged(int id) {
        var untagged = id;
        while (whole.type(untagged) instanceof BtfType.TypeTag tag) {
            untagged = tag.type();
        }
        return untagged;
    }

    private static Optional<String> different(boolean differs, Object a, Object b) {
        return differs ? Optional.of(a + " is not " + b) : Optional.empty();
    }
}
