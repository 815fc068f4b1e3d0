package io.github.bpfmaven.btf;

import java.util.Arrays;

/** Finds types that contain themselves other than through a pointer: whoever followed such a type would never end. */
final class BtfCycles {
    private static final byte NEW = 0;
    private static final byte OPEN = 1;
    private static final byte DONE = 2;

    private final BtfRecords records;
    private final int first;
    private final byte[] states;
    /** The places of types that are open, each a part of the one before it; and how many parts of each have been entered. */
    private int[] path = new int[64];

    private int[] parts = new int[64];
    private int depth;

    private BtfCycles(BtfRecords records, int first) {
        this.records = records;
        this.first = first;
        this.states = new byte[records.count()];
    }

    /** @param first the id of the first type; those before it name only one another */
    static void check(BtfRecords records, int first) throws BtfFormatException {
        BtfCycles cycles = new BtfCycles(records, first);
        for (int place = 0; place < records.count(); place++) {
            cycles.walk(place);
        }
    }

    // Not recursive: a chain of typedefs may be as long as the section allows.
    private void walk(int start) throws BtfFormatException {
        enter(start);
        while (depth > 0) {
            int place = path[depth - 1];
            int part = parts[depth - 1]++;
            if (part < records.parts(place)) {
                int id = records.part(place, part);
                if (id >= first) {
                    enter(id - first);
                }
            } else {
                states[place] = DONE;
                depth--;
            }
        }
    }

    private void enter(int place) throws BtfFormatException {
        if (states[place] == OPEN) {
            throw new BtfFormatException(records.offset(place), "type " + (first + place) + " contains itself");
        }
        if (states[place] == NEW) {
            boolean whole = records.parts(place) == 0;
            states[place] = whole ? DONE : OPEN;
            if (!whole) {
                push(place);
            }
        }
    }

    private void push(int place) {
        if (depth == path.length) {
            path = Arrays.copyOf(path, 2 * depth);
            parts = Arrays.copyOf(parts, 2 * depth);
        }
        path[depth] = place;
        parts[depth++] = 0;
    }
}
