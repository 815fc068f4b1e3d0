package io.github.bpfmaven.input;

/** A record of a {@link Bitstream}. */
final class BitstreamRecord {
    private final long[] values;
    private final long[] places;
    private final int count;

    /**
     * @param values the code first
     * @param places the bit at which each number starts; empty for records that use an abbreviation
     */
    BitstreamRecord(long[] values, long[] places, int count) {
        this.values = values;
        this.places = places;
        this.count = count;
    }

    /** Tells what the record is, in the block that it is in. */
    int code() {
        return (int) values[0];
    }

    /** How many operands there are. */
    int size() {
        return count - 1;
    }

    /** An operand, 0 if there are fewer: writers leave out what is 0 at the end, older ones what they don't know. */
    long operand(int index) {
        return index < size() ? values[index + 1] : 0;
    }

    /** The bit at which an operand starts, written in parts of six bits; -1 if it isn't written like that. */
    long place(int index) {
        return index < size() && places.length > 0 ? places[index + 1] : -1;
    }

    /** The operands as letters. */
    String text() {
        var text = new StringBuilder(size());
        for (var i = 0; i < size(); i++) {
            text.append((char) (operand(i) & 0xff));
        }
        return text.toString();
    }
}
