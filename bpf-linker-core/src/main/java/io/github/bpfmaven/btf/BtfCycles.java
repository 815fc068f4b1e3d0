package io.github.bpfmaven.btf;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Finds types that contain themselves other than through a pointer: whoever followed such a type would never end. */
final class BtfCycles {
    private static final int NEW = 0;
    private static final int OPEN = 1;
    private static final int DONE = 2;

    private final List<BtfType> types;
    private final int first;
    private final List<Integer> offsets;
    private final byte[] states;
    private final Deque<Visit> open = new ArrayDeque<>();

    private BtfCycles(List<BtfType> types, int first, List<Integer> offsets) {
        this.types = types;
        this.first = first;
        this.offsets = offsets;
        this.states = new byte[types.size() - first];
    }

    /**
     * @param first the id from which on types are looked at; those before it name only one another
     * @param offsets where the record of each type from there on is, for the message
     */
    static void check(List<BtfType> types, int first, List<Integer> offsets) throws BtfFormatException {
        BtfCycles cycles = new BtfCycles(types, first, offsets);
        for (int id = first; id < types.size(); id++) {
            cycles.walk(id);
        }
    }

    // Not recursive: a chain of typedefs may be as long as the section allows.
    private void walk(int start) throws BtfFormatException {
        enter(start);
        while (!open.isEmpty()) {
            Visit visit = open.peek();
            if (visit.parts.hasNext()) {
                enter(visit.parts.next());
            } else {
                states[visit.id - first] = DONE;
                open.pop();
            }
        }
    }

    private void enter(int id) throws BtfFormatException {
        if (id < first) {
            return;
        }
        if (states[id - first] == OPEN) {
            throw new BtfFormatException(offsets.get(id - first), "type " + id + " contains itself");
        }
        if (states[id - first] == NEW && isWhole(types.get(id))) {
            states[id - first] = DONE;
        }
        if (states[id - first] == NEW) {
            states[id - first] = OPEN;
            open.push(new Visit(id, types.get(id).references().iterator()));
        }
    }

    /** Whether it contains no other type. */
    private static boolean isWhole(BtfType type) {
        return switch (type.kind()) {
            case PTR, FUNC, FUNC_PROTO, DECL_TAG, INT, FLOAT, ENUM, ENUM64, FWD, VOID -> true;
            default -> false;
        };
    }

    private record Visit(int id, Iterator<Integer> parts) {}
}
