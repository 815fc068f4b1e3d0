package io.github.bpfmaven.plugin.reduce;

import java.util.Arrays;

/** Hashes of words, as {@link String#hashCode} has them. Two words may have the same. */
final class HashSetOfInts {
    private int[] places;
    private int size;
    private boolean hasZero;

    /** @param expected how many there will be */
    HashSetOfInts(int expected) {
        places = new int[Integer.highestOneBit(Math.max(expected, 8)) << 2];
    }

    void add(int hash) {
        if (hash == 0) {
            hasZero = true;
        } else {
            var place = place(places, hash);
            if (places[place] == 0) {
                places[place] = hash;
                if (++size * 2 > places.length) {
                    grow();
                }
            }
        }
    }

    boolean contains(int hash) {
        return hash == 0 ? hasZero : places[place(places, hash)] != 0;
    }

    /** In their order. */
    int[] sorted() {
        var all = new int[size + (hasZero ? 1 : 0)];
        var count = hasZero ? 1 : 0;
        for (var hash : places) {
            if (hash != 0) {
                all[count++] = hash;
            }
        }
        Arrays.sort(all);
        return all;
    }

    private void grow() {
        var larger = new int[places.length * 2];
        for (var hash : places) {
            if (hash != 0) {
                larger[place(larger, hash)] = hash;
            }
        }
        places = larger;
    }

    /** Where a hash is, or the empty place where it would be. */
    private static int place(int[] places, int hash) {
        var place = mixed(hash) & (places.length - 1);
        while (places[place] != 0 && places[place] != hash) {
            place = (place + 1) & (places.length - 1);
        }
        return place;
    }

    /** Words that differ in their last letter have hashes side by side. */
    static int mixed(int hash) {
        var mixed = hash * 0x9E3779B9;
        return mixed ^ (mixed >>> 16);
    }
}
