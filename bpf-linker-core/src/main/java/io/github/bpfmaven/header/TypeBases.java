package io.github.bpfmaven.header;

import java.util.Arrays;

import io.github.bpfmaven.btf.Btf;

/** What is left of types when typedefs, qualifiers, type tags and arrays are taken off. Each type is looked at once. */
final class TypeBases {
    private static final int UNKNOWN = -1;
    private static final int OPEN = -2;

    private final Btf btf;
    private final int[] bases;

    TypeBases(Btf btf) {
        this.btf = btf;
        this.bases = new int[btf.types().size()];
        Arrays.fill(bases, UNKNOWN);
    }

    /**
     * The id of the struct, union, enum, number, pointer, prototype, or 0 for {@code void}.
     *
     * @throws HeaderException if types put together by hand lead back to themselves
     */
    int of(int id) throws HeaderException {
        int end = id;
        while (bases[end] == UNKNOWN && next(end) != end) {
            bases[end] = OPEN;
            end = next(end);
        }
        if (bases[end] == OPEN) {
            throw new HeaderException("Type " + id + " of the BTF contains itself");
        }
        int base = bases[end] == UNKNOWN ? end : bases[end];
        bases[end] = base;
        for (int on = id; bases[on] == OPEN; on = next(on)) {
            bases[on] = base;
        }
        return base;
    }

    private int next(int id) {
        return switch (btf.kind(id)) {
            case TYPEDEF, CONST, VOLATILE, RESTRICT, TYPE_TAG, ARRAY ->
                btf.type(id).reference(0);
            default -> id;
        };
    }
}
