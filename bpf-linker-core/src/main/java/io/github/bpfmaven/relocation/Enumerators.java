package io.github.bpfmaven.relocation;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.github.bpfmaven.btf.BtfEnumerator;
import io.github.bpfmaven.btf.BtfKind;
import io.github.bpfmaven.btf.BtfType;

/** The values of an enum, whether they have 32 or 64 bits: a kernel may have grown one from the one to the other. */
final class Enumerators {
    private Enumerators() {}

    static boolean isEnum(BtfType type) {
        return type instanceof BtfType.Enum || type instanceof BtfType.Enum64;
    }

    /** The kinds of type that are like this one, where the two kinds of enum are one. */
    static Set<BtfKind> kindsLike(BtfType type) {
        return isEnum(type) ? EnumSet.of(BtfKind.ENUM, BtfKind.ENUM64) : EnumSet.of(type.kind());
    }

    /** Of the same kind, where the two kinds of enum are one. */
    static boolean areAlike(BtfType one, BtfType other) {
        return one.kind() == other.kind() || isEnum(one) && isEnum(other);
    }

    /** Nothing if it is no enum. */
    static List<BtfEnumerator> of(BtfType type) {
        if (type instanceof BtfType.Enum small) {
            return small.values();
        }
        return type instanceof BtfType.Enum64 large ? large.values() : List.of();
    }

    /** In bytes; 0 if it is no enum. */
    static long size(BtfType type) {
        if (type instanceof BtfType.Enum small) {
            return small.size();
        }
        return type instanceof BtfType.Enum64 large ? large.size() : 0;
    }
}
