package io.github.bpfmaven.btf;

/**
 * The records of a section's types as words, found by their place: 0 for the first record of the section, whatever its id.
 * Nothing of them is decoded yet.
 *
 * <p>A record is a name, a word with kind, count and flag, a size or a type, and behind these {@link #HEAD} words what its
 * kind has.
 */
final class BtfRecords {
    /** Words that each record has. */
    static final int HEAD = 3;
    /** Words that a parameter has: name, type; as many has a value of 32 bits. */
    static final int PAIR = 2;
    /** Words that a member has: name, type, place; as many has a variable of a section, and a value of 64 bits. */
    static final int MEMBER = 3;

    /** In the second word, how many entries there are; a function's linkage. */
    static final int COUNT_BITS = 0xffff;

    private static final BtfKind[] KINDS = BtfKind.values();

    private final int[] words;
    private final long start;
    private final int[] starts;
    private final byte[] kinds;

    /**
     * @param words of the section's types, in no byte order but this machine's
     * @param start where they start in the section, in bytes
     * @param starts by place, the word that a record starts with
     * @param kinds by place, as numbers
     */
    BtfRecords(int[] words, long start, int[] starts, byte[] kinds) {
        this.words = words;
        this.start = start;
        this.starts = starts;
        this.kinds = kinds;
    }

    int count() {
        return starts.length;
    }

    /** Where a record starts in the section, in bytes. */
    long offset(int place) {
        return start + (long) Integer.BYTES * starts[place];
    }

    BtfKind kind(int place) {
        return KINDS[kinds[place]];
    }

    /** One of a record's words. */
    int word(int place, int number) {
        return words[starts[place] + number];
    }

    int name(int place) {
        return words[starts[place]];
    }

    /** How many members, values, parameters or variables it has; a function's linkage. */
    int entries(int place) {
        return words[starts[place] + 1] & COUNT_BITS;
    }

    /** The {@code kind_flag}. */
    boolean flag(int place) {
        return words[starts[place] + 1] < 0;
    }

    /** Of how many types a value of this type consists: none behind a pointer, or of functions. */
    int parts(int place) {
        return switch (kind(place)) {
            case ARRAY -> 2;
            case STRUCT, UNION, DATASEC -> entries(place);
            case TYPEDEF, VOLATILE, CONST, RESTRICT, VAR, TYPE_TAG -> 1;
            default -> 0;
        };
    }

    /** The id of one of these. */
    int part(int place, int number) {
        int at = starts[place];
        return switch (kind(place)) {
            case ARRAY -> words[at + HEAD + number];
            case STRUCT, UNION -> words[at + HEAD + MEMBER * number + 1];
            case DATASEC -> words[at + HEAD + MEMBER * number];
            default -> words[at + 2];
        };
    }
}
