package io.github.bpfmaven.btf;

import java.util.Arrays;
import java.util.List;

/** Finds types that contain themselves other than through a pointer: whoever followed such a type would never end. */
final class BtfCycles {
    private static final byte NEW = 0;
    private static final byte OPEN = 1;
    private static final byte DONE = 2;

    private final List<BtfType> types;
    private final int first;
    private final int[] offsets;
    private final byte[] states;
    /** The types that are open, each a part of the one before it; and how many parts of each have been entered. */
    private int[] path = new int[64];

    private int[] parts = new int[64];
    private int depth;

    private BtfCycles(List<BtfType> types, int first, int[] offsets) {
        this.types = types;
        this.first = first;
        this.offsets = offsets;
        this.states = new byte[types.size() - first];
    }

    /**
     * @param first the id from which on types are looked at; those before it name only one another
     * @param offsets where the record of each type from there on is, for the message
     */
    static void check(List<BtfType> types, int first, int[] offsets) throws BtfFormatException {
        BtfCycles cycles = new BtfCycles(types, first, offsets);
        for (int id = first; id < types.size(); id++) {
            cycles.walk(id);
        }
    }

    // Not recursive: a chain of typedefs may be as long as the section allows.
    private void walk(int start) throws BtfFormatException {
        enter(start);
        while (depth > 0) {
            BtfType type = types.get(path[depth - 1]);
            int part = parts[depth - 1]++;
            if (part < type.referenceCount()) {
                enter(type.reference(part));
            } else {
                states[path[--depth] - first] = DONE;
            }
        }
    }

    private void enter(int id) throws BtfFormatException {
        if (id < first) {
            return;
        }
        if (states[id - first] == OPEN) {
            throw new BtfFormatException(offsets[id - first], "type " + id + " contains itself");
        }
        if (states[id - first] == NEW) {
            boolean whole = isWhole(types.get(id));
            states[id - first] = whole ? DONE : OPEN;
            if (!whole) {
                push(id);
            }
        }
    }

    private void push(int id) {
        if (depth == path.length) {
            path = Arrays.copyOf(path, 2 * depth);
            parts = Arrays.copyOf(parts, 2 * depth);
        }
        path[depth] = id;
        parts[depth++] = 0;
    }

    /** Whether it contains no other type. */
    private static boolean isWhole(BtfType type) {
        return switch (type.kind()) {
            case PTR, FUNC, FUNC_PROTO, DECL_TAG, INT, FLOAT, ENUM, ENUM64, FWD, VOID -> true;
            default -> false;
        };
    }
}
