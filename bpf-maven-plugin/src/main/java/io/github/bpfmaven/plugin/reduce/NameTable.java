package io.github.bpfmaven.plugin.reduce;

import java.util.Arrays;

/**
 * Which declarations of a header declare a name. Tags have names of their own in C. All of it is numbers, so that it can be kept
 * in a file.
 */
final class NameTable {
    /** Of a struct, union or enum that is defined. */
    static final int TAG = 0;
    /** Of a struct or union that is declared alone. */
    static final int FORWARD = 1;
    /** A typedef, a function, a variable, a constant of an enum. */
    static final int ORDINARY = 2;

    /** Of an entry: hash, first byte, length and kind, declaration. */
    private static final int FIELDS = 4;

    private static final int BUCKET_BITS = 12;

    private final byte[] text;
    private final int[] entries;
    /** Of each bucket, and behind the last. */
    private final int[] firsts;

    /**
     * @param text of the header
     * @param entries by their hashes, as {@link #entries} has given them
     * @param firsts likewise
     */
    NameTable(byte[] text, int[] entries, int[] firsts) {
        this.text = text;
        this.entries = entries;
        this.firsts = firsts;
    }

    /** By the first bits of a hash, in the order of hashes. */
    private static int bucket(int hash) {
        return (hash >> (Integer.SIZE - BUCKET_BITS)) + (1 << (BUCKET_BITS - 1));
    }

    /** The first entry of a name; negative for none. */
    int first(String name) {
        var hash = name.hashCode();
        var low = firsts[bucket(hash)];
        var high = firsts[bucket(hash) + 1];
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (entries[middle * FIELDS] < hash) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return next(low, name);
    }

    /** The next behind that. */
    int after(int entry, String name) {
        return next(entry + 1, name);
    }

    private int next(int from, String name) {
        var hash = name.hashCode();
        for (var entry = from; entry < size() && entries[entry * FIELDS] == hash; entry++) {
            if (CText.equals(text, start(entry), end(entry), name)) {
                return entry;
            }
        }
        return -1;
    }

    int size() {
        return entries.length / FIELDS;
    }

    /** First byte of a name. */
    int start(int entry) {
        return entries[entry * FIELDS + 1];
    }

    /** Behind its last. */
    int end(int entry) {
        return start(entry) + (entries[entry * FIELDS + 2] >>> 2);
    }

    int kind(int entry) {
        return entries[entry * FIELDS + 2] & 3;
    }

    int declaration(int entry) {
        return entries[entry * FIELDS + 3];
    }

    int[] entries() {
        return entries;
    }

    int[] firsts() {
        return firsts;
    }

    /** Makes one. */
    static final class Builder {
        private final byte[] text;
        private final IntList entries = new IntList();

        Builder(byte[] text) {
            this.text = text;
        }

        /** @param kind one of {@link NameTable}'s */
        void add(int kind, int start, int end, int declaration) {
            entries.add(CText.hash(text, start, end));
            entries.add(start);
            entries.add((end - start) << 2 | kind);
            entries.add(declaration);
        }

        NameTable table() {
            var all = entries.toArray();
            var order = new long[all.length / FIELDS];
            for (var entry = 0; entry < order.length; entry++) {
                order[entry] = (long) all[entry * FIELDS] << 32 | entry;
            }
            Arrays.sort(order);
            var sorted = new int[all.length];
            for (var entry = 0; entry < order.length; entry++) {
                System.arraycopy(all, (int) order[entry] * FIELDS, sorted, entry * FIELDS, FIELDS);
            }
            var firsts = new int[(1 << BUCKET_BITS) + 1];
            for (var entry = 0; entry < order.length; entry++) {
                firsts[bucket(sorted[entry * FIELDS]) + 1] = entry + 1;
            }
            for (var bucket = 1; bucket < firsts.length; bucket++) {
                firsts[bucket] = Math.max(firsts[bucket], firsts[bucket - 1]);
            }
            return new NameTable(text, sorted, firsts);
        }
    }
}
