package io.github.bpfmaven.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

import static io.github.bpfmaven.btf.BtfRecords.COUNT_BITS;
import static io.github.bpfmaven.btf.BtfRecords.HEAD;
import static io.github.bpfmaven.btf.BtfRecords.MEMBER;
import static io.github.bpfmaven.btf.BtfRecords.PAIR;

/**
 * Goes through a section's types once: every number is checked, so that what is decoded later can't fail, and it is noted where
 * each type is. Kernels have half a million numbers there, of which a load wants a hundred: so no object is made of any.
 */
final class BtfScan {
    private static final int KIND_SHIFT = 24;
    private static final int KIND_BITS = 0x1f;
    private static final int WITHOUT_MEANING = 0x60ff0000;
    private static final int WITHOUT_MEANING_IN_INT = 0xf000ff00;
    private static final int ARRAY_WORDS = 3;

    private static final int WITH_COUNT = bits(
            BtfKind.STRUCT,
            BtfKind.UNION,
            BtfKind.ENUM,
            BtfKind.ENUM64,
            BtfKind.FUNC_PROTO,
            BtfKind.DATASEC,
            // The linkage.
            BtfKind.FUNC);
    private static final int WITH_FLAG = bits(
            BtfKind.STRUCT,
            BtfKind.UNION,
            BtfKind.ENUM,
            BtfKind.ENUM64,
            BtfKind.FWD,
            BtfKind.DECL_TAG,
            BtfKind.TYPE_TAG);
    /** Those whose name the kernel refuses (kernel/bpf/btf.c), but for PTR: rustc names pointers, to no use. */
    private static final int WITHOUT_NAME =
            bits(BtfKind.ARRAY, BtfKind.VOLATILE, BtfKind.CONST, BtfKind.RESTRICT, BtfKind.FUNC_PROTO);

    private static final BtfKind[] KINDS = BtfKind.values();
    private static final int LINKAGES = BtfLinkage.values().length;

    private final int start;
    private final int length;
    private final int[] words;
    private final BtfStrings strings;
    private final int[] starts;
    private final byte[] kinds;
    private int count;
    private int at;
    /** The highest id that a type has named so far; unsigned, so that none is negative. */
    private long highest;

    /** @param area where the types start and end in the section, in bytes */
    BtfScan(byte[] section, ByteOrder order, int[] area, BtfStrings strings) {
        this.start = area[0];
        this.length = area[1] - area[0];
        this.words = new int[length / Integer.BYTES];
        ByteBuffer.wrap(section, start, length).order(order).asIntBuffer().get(words);
        this.strings = strings;
        this.starts = new int[words.length / HEAD + 1];
        this.kinds = new byte[starts.length];
    }

    /** All records. Whether the types that they name exist is known to him who knows the first id. */
    BtfRecords records() throws BtfFormatException {
        while (Integer.BYTES * at < length) {
            starts[count] = at;
            record();
            count++;
        }
        return new BtfRecords(words, start, Arrays.copyOf(starts, count), Arrays.copyOf(kinds, count));
    }

    /** The highest id that a type names, as an unsigned number. */
    long highest() {
        return highest;
    }

    private void record() throws BtfFormatException {
        require(HEAD, "a type");
        int record = at;
        int info = words[record + 1];
        int last = words[record + 2];
        at += HEAD;
        name(record);
        int number = info >> KIND_SHIFT & KIND_BITS;
        check(number != 0 && number < KINDS.length, record + 1, "unknown kind of type %s", number);
        kinds[count] = (byte) number;
        int entries = info & COUNT_BITS;
        check(words[record] == 0 || !isOf(WITHOUT_NAME, number) || isEmpty(record), record, "%s with a name", number);
        check((info & WITHOUT_MEANING) == 0, record + 1, "unknown bits set", number);
        check(entries == 0 || isOf(WITH_COUNT, number), record + 1, "%s with a count", number);
        check(info >= 0 || isOf(WITH_FLAG, number), record + 1, "%s with kind_flag", number);
        switch (KINDS[number]) {
            case PTR, TYPEDEF, VOLATILE, CONST, RESTRICT, TYPE_TAG -> reference(last);
            case FUNC -> {
                reference(last);
                linkage(entries, record + 1);
            }
            case FUNC_PROTO -> {
                reference(last);
                params(entries);
            }
            case VAR -> {
                reference(last);
                require(1, "a variable's linkage");
                linkage(words[at], at);
                at++;
            }
            case DECL_TAG -> {
                reference(last);
                require(1, "a declaration tag's component");
                at++;
            }
            case INT -> {
                require(1, "an integer's encoding");
                check((words[at] & WITHOUT_MEANING_IN_INT) == 0, at, "unknown bits set", number);
                at++;
            }
            case ARRAY -> {
                unused(last, record + 2);
                require(ARRAY_WORDS, "an array");
                reference(words[at]);
                reference(words[at + 1]);
                at += ARRAY_WORDS;
            }
            case STRUCT, UNION -> members(entries);
            case ENUM -> values(entries, PAIR);
            case ENUM64 -> values(entries, MEMBER);
            case FWD -> unused(last, record + 2);
            case DATASEC -> variables(entries);
            default -> {}
        }
    }

    private void members(int entries) throws BtfFormatException {
        require(MEMBER * entries, "the members");
        for (int end = at + MEMBER * entries; at < end; at += MEMBER) {
            name(at);
            reference(words[at + 1]);
        }
    }

    private void values(int entries, int size) throws BtfFormatException {
        require(size * entries, "the enum's values");
        for (int end = at + size * entries; at < end; at += size) {
            name(at);
        }
    }

    private void params(int entries) throws BtfFormatException {
        require(PAIR * entries, "the parameters");
        for (int end = at + PAIR * entries; at < end; at += PAIR) {
            name(at);
            reference(words[at + 1]);
        }
    }

    private void variables(int entries) throws BtfFormatException {
        require(MEMBER * entries, "the section's variables");
        for (int end = at + MEMBER * entries; at < end; at += MEMBER) {
            reference(words[at]);
        }
    }

    private void name(int word) throws BtfFormatException {
        strings.check(words[word], offset(word));
    }

    private boolean isEmpty(int word) {
        return strings.at(words[word]).isEmpty();
    }

    private void reference(int id) {
        highest = Math.max(highest, Integer.toUnsignedLong(id));
    }

    private void linkage(int number, int word) throws BtfFormatException {
        if (number < 0 || number >= LINKAGES) {
            throw new BtfFormatException(offset(word), "unknown linkage " + number);
        }
    }

    private void unused(int number, int word) throws BtfFormatException {
        if (number != 0) {
            throw new BtfFormatException(offset(word), "a number where there must be 0");
        }
    }

    private void require(int more, String what) throws BtfFormatException {
        int left = length - Integer.BYTES * at;
        if (Integer.BYTES * more > left) {
            throw new BtfFormatException(
                    offset(at), what + " takes " + Integer.BYTES * more + " bytes, but only " + left + " are left");
        }
    }

    /** Puts the message, with %s for the kind, together only if it is needed. */
    private void check(boolean good, int word, String problem, int kind) throws BtfFormatException {
        if (!good) {
            throw new BtfFormatException(
                    offset(word), problem.formatted(kind > 0 && kind < KINDS.length ? KINDS[kind] : kind));
        }
    }

    /** From the start of the section, in bytes. */
    private long offset(int word) {
        return start + (long) Integer.BYTES * word;
    }

    private static boolean isOf(int bits, int kind) {
        return (bits >>> kind & 1) != 0;
    }

    private static int bits(BtfKind... kinds) {
        int bits = 0;
        for (BtfKind kind : kinds) {
            bits |= 1 << kind.ordinal();
        }
        return bits;
    }
}
