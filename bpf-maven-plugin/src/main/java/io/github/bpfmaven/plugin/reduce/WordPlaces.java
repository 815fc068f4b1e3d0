package io.github.bpfmaven.plugin.reduce;

import java.util.Arrays;

/** Which declaration has a word, by the word's hash. Numbers alone: objects would be ten times as much for a JVM that has just started. */
final class WordPlaces {
    private static final int SEVERAL = MentionedWords.SEVERAL;

    /** A declaration's number is never it, nor is {@link #SEVERAL}. */
    private static final int EMPTY = -2;

    private int[] hashes = new int[1 << 16];
    private int[] places = empty(hashes.length);
    private int size;

    /** A declaration has a word. */
    void add(int hash, int declaration) {
        var at = at(hash);
        if (places[at] == EMPTY) {
            put(at, hash, declaration);
            if (++size * 2 > places.length) {
                grow();
            }
        } else if (places[at] != declaration) {
            places[at] = SEVERAL;
        }
    }

    /** Each hash, with the declaration, or {@link #SEVERAL}, in its lower half; in the order of hashes. */
    long[] sorted() {
        var all = new long[size];
        var count = 0;
        for (var at = 0; at < places.length; at++) {
            if (places[at] != EMPTY) {
                all[count++] = (long) hashes[at] << Integer.SIZE | Integer.toUnsignedLong(places[at]);
            }
        }
        Arrays.sort(all);
        return all;
    }

    private void grow() {
        var oldHashes = hashes;
        var oldPlaces = places;
        hashes = new int[oldHashes.length * 2];
        places = empty(hashes.length);
        for (var old = 0; old < oldPlaces.length; old++) {
            if (oldPlaces[old] != EMPTY) {
                put(at(oldHashes[old]), oldHashes[old], oldPlaces[old]);
            }
        }
    }

    private void put(int at, int hash, int place) {
        hashes[at] = hash;
        places[at] = place;
    }

    /** Where a hash is, or the empty place where it would be. */
    private int at(int hash) {
        var at = HashSetOfInts.mixed(hash) & (places.length - 1);
        while (places[at] != EMPTY && hashes[at] != hash) {
            at = (at + 1) & (places.length - 1);
        }
        return at;
    }

    private static int[] empty(int length) {
        var places = new int[length];
        Arrays.fill(places, EMPTY);
        return places;
    }
}
