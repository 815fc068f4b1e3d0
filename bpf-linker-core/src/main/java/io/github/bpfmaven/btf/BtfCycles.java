package io.github.bpfmaven.btf;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** Finds types that contain themselves other than through a pointer: whoever followed such a type would never end. */
final class BtfCycles {
    private static final int NEW = 0;
    private static final int OPEN = 1;
    private static final int DONE = 2;

    private final List<BtfType> types;
    private final List<Integer> offsets;
    private final byte[] states;
    private final Deque<Visit> open = new ArrayDeque<>();

    private BtfCycles(List<BtfType> types, List<Integer> offsets) {
        this.types = types;
        this.offsets = offsets;
        this.states = new byte[types.size()];
    }

    /** @param offsets where each type's record is, for the message */
    static void check(List<BtfType> types, List<Integer> offsets) throws BtfFormatException {
        BtfCycles cycles = new BtfCycles(types, offsets);
        for (int id = 0; id < types.size(); id++) {
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
                states[visit.id] = DONE;
                open.pop();
            }
        }
    }

    private void enter(int id) throws BtfFormatException {
        if (states[id] == OPEN) {
            throw new BtfFormatException(offsets.get(id), "type " + id + " contains itself");
        }
        if (states[id] == NEW) {
            states[id] = OPEN;
            open.push(new Visit(id, parts(types.get(id)).iterator()));
        }
    }

    private static IntStream parts(BtfType type) {
        return switch (type.kind()) {
            case PTR, FUNC, FUNC_PROTO, DECL_TAG -> IntStream.empty();
            default -> type.references();
        };
    }

    private record Visit(int id, Iterator<Integer> parts) {}
}
