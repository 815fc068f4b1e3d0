package io.github.bpfmaven.btf;

import java.util.BitSet;

import org.jspecify.annotations.Nullable;

/**
 * The string section as a reader sees it, who checks each offset that it meets, and decodes each string once, when it is asked
 * for. What was checked may be asked for by several threads.
 */
final class BtfStrings {
    /** A writer may share tails of strings; nothing but an attack shares so much of them. */
    private static final long MOST_SHARING = 16;

    private static final int CHUNK_BITS = 8;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private final BtfStringSection section;
    private final long end;
    /**
     * By offset, in parts: a kernel's types have half a million offsets to look up, but who wants a few of them should not
     * pay for all. Threads that do not see each other's strings decode one more than once, which does no harm.
     */
    private final @Nullable String @Nullable [][] known;

    private final BitSet tails = new BitSet();
    private long budget;

    BtfStrings(BtfStringSection section) {
        this.section = section;
        this.end = Math.min(section.end(), Integer.MAX_VALUE);
        this.known = new String[(int) (end >>> CHUNK_BITS) + 1][];
        this.budget = MOST_SHARING * section.end();
    }

    /**
     * Whether there is a string at an offset. Not for use by several threads.
     *
     * @param holder where the offset stands, for the message
     */
    void check(int offset, long holder) throws BtfFormatException {
        if (offset < 0 || offset >= end) {
            throw new BtfFormatException(
                    holder, "string at " + Integer.toUnsignedString(offset) + " is outside the string section");
        }
        if (!section.isStart(offset)) {
            checkTail(offset, holder);
        }
    }

    /** Strings that start where another ended are together as long as the section; others could be much longer. */
    private void checkTail(int offset, long holder) throws BtfFormatException {
        if (!tails.get(offset)) {
            tails.set(offset);
            budget -= section.length(offset);
            if (budget < 0) {
                throw new BtfFormatException(holder, "strings overlap too much to be meant");
            }
        }
    }

    /** The string at an offset that was checked. */
    String at(int offset) {
        String[] chunk = known[offset >>> CHUNK_BITS];
        if (chunk == null) {
            chunk = new String[CHUNK];
            known[offset >>> CHUNK_BITS] = chunk;
        }
        String text = chunk[offset & CHUNK - 1];
        if (text == null) {
            text = section.at(offset);
            chunk[offset & CHUNK - 1] = text;
        }
        return text;
    }

    /** As {@link #check}, and the string. */
    String at(int offset, long holder) throws BtfFormatException {
        check(offset, holder);
        return at(offset);
    }

    /** {@link BtfNames#hash} of the string at an offset that was checked. */
    int hash(int offset) {
        return section.hash(offset);
    }
}
