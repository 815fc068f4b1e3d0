package io.github.bpfmaven.btf;

import java.util.HashMap;
import java.util.Map;

/** The string section as the reader sees it: NUL-terminated strings, found by their offset. */
final class BtfStrings {
    /** A writer may share tails of strings; nothing but an attack shares so much of them. */
    private static final long MOST_SHARING = 16;

    private final byte[] bytes;
    private final int start;
    private final int end;
    private final Map<Integer, String> known = new HashMap<>();
    private long budget;

    /** No strings but the empty one. */
    BtfStrings() {
        this(new byte[1], 0, 1);
    }

    /** The strings in the bytes from start to end, the last of which must be NUL. */
    BtfStrings(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        this.budget = MOST_SHARING * (end - start);
    }

    /** @param holder where the offset stands, for the message */
    String at(int offset, long holder) throws BtfFormatException {
        if (offset < 0 || offset >= end - start) {
            throw new BtfFormatException(
                    holder, "string at " + Integer.toUnsignedString(offset) + " is outside the string section");
        }
        String text = known.get(offset);
        if (text == null) {
            text = decode(start + offset, holder);
            known.put(offset, text);
        }
        return text;
    }

    private String decode(int from, long holder) throws BtfFormatException {
        int to = from;
        while (bytes[to] != 0) {
            to++;
        }
        budget -= to - from;
        if (budget < 0) {
            throw new BtfFormatException(holder, "strings overlap too much to be meant");
        }
        return BtfText.decode(bytes, from, to);
    }
}
