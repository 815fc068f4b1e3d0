package io.github.bpfmaven.btf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The places of those types of one kind that have a name, found by their stem: what stands before the first three underscores
 * in a row, else the whole name. Names that differ only in what CO-RE calls their flavor ({@code task_struct___old}) have one
 * stem; they are told apart by their own names, of which there are few.
 */
final class BtfNames {
    private static final int UNDERSCORES = 3;
    private static final int FACTOR = 31;

    /** By hash, the first place of a chain, and by the entry of a place, the next one: all of them plus 1, 0 for none. */
    private final int[] heads;

    private final int[] nexts;
    private final int[] places;
    private final int[] hashes;

    private BtfNames(int[] places, int[] hashes) {
        this.places = places;
        this.hashes = hashes;
        this.heads = new int[Integer.highestOneBit(places.length + 1) << 1];
        this.nexts = new int[places.length];
        // From the last on, so that chains are in the order of places.
        for (int entry = places.length - 1; entry >= 0; entry--) {
            int head = head(hashes[entry]);
            nexts[entry] = heads[head];
            heads[head] = entry + 1;
        }
    }

    static BtfNames of(BtfTypeTable types, BtfKind kind) {
        int[] places = new int[types.count()];
        int[] hashes = new int[types.count()];
        int count = 0;
        for (int place = 0; place < places.length; place++) {
            if (types.kind(place) == kind) {
                int hash = types.nameHash(place);
                if (hash != 0) {
                    hashes[count] = hash;
                    places[count++] = place;
                }
            }
        }
        return new BtfNames(Arrays.copyOf(places, count), Arrays.copyOf(hashes, count));
    }

    /** The places of types whose name has probably the same stem as this name, in their order. */
    List<Integer> places(String name) {
        int hash = hash(name);
        List<Integer> found = new ArrayList<>(1);
        if (hash != 0) {
            for (int entry = heads[head(hash)]; entry != 0; entry = nexts[entry - 1]) {
                if (hashes[entry - 1] == hash) {
                    found.add(places[entry - 1]);
                }
            }
        }
        return found;
    }

    private int head(int hash) {
        return (hash ^ hash >>> Short.SIZE) & heads.length - 1;
    }

    /** As {@link #hash(byte[], int)} of the name's bytes. */
    static int hash(String name) {
        byte[] bytes = BtfText.encode(name);
        return hash(Arrays.copyOf(bytes, bytes.length + 1), 0);
    }

    /** Of the stem of the name that starts there and ends with NUL; 0 if it is empty. */
    static int hash(byte[] bytes, int start) {
        int hash = 0;
        int underscores = 0;
        int at = start;
        // The hash before each of the last underscores, which may be the first of three.
        int before = 0;
        while (bytes[at] != 0) {
            if (bytes[at] == '_') {
                before = underscores == 0 ? hash : before;
                if (++underscores == UNDERSCORES) {
                    hash = before;
                    break;
                }
            } else {
                underscores = 0;
            }
            hash = FACTOR * hash + bytes[at++];
        }
        return at == start ? 0 : hash == 0 ? 1 : hash;
    }
}
