package io.github.bpfmaven.elf;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A string table as the reader sees it: NUL-terminated names, found by their offset. */
final class ElfNames {
    /** Writers share tails of names; nothing but an attack shares so much of them. */
    private static final long MOST_SHARING = 16;

    private final byte[] bytes;
    private final int start;
    private final int end;
    private final Map<Integer, String> known = new HashMap<>();
    private long budget;

    /** The names in the bytes from start to end of a file. */
    ElfNames(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        this.budget = MOST_SHARING * (end - start);
    }

    /** @param holder where in the file the offset stands, for the message */
    String at(int offset, long holder) throws ElfFormatException {
        if (offset == 0) {
            return "";
        }
        if (offset < 0 || offset >= end - start) {
            throw new ElfFormatException(
                    holder, "name at " + Integer.toUnsignedString(offset) + " is outside the string table");
        }
        String name = known.get(offset);
        if (name == null) {
            name = decode(start + offset);
            known.put(offset, name);
        }
        return name;
    }

    private String decode(int from) throws ElfFormatException {
        int to = from;
        int all = 0;
        while (to < end && bytes[to] != 0) {
            all |= bytes[to++];
        }
        budget -= to - from;
        if (to == end || budget < 0) {
            throw new ElfFormatException(
                    from, to == end ? "the last name has no end" : "names overlap too much to be meant");
        }
        if (all >= 0) {
            // ASCII, as nearly all names are.
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new ElfFormatException(from, "the name is not UTF-8");
        }
    }
}
