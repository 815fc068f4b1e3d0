package io.github.bpfmaven.btf;

import org.jspecify.annotations.Nullable;

/** The string section as a reader sees it, who decodes each string once. */
final class BtfStrings {
    /** A writer may share tails of strings; nothing but an attack shares so much of them. */
    private static final long MOST_SHARING = 16;

    private final BtfStringSection section;
    /** By offset. It is larger than a hash table would be, but a kernel has half a million offsets to look up. */
    private final @Nullable String[] known;

    private long budget;

    BtfStrings(BtfStringSection section) {
        this.section = section;
        this.known = new String[(int) Math.min(section.end(), Integer.MAX_VALUE)];
        this.budget = MOST_SHARING * section.end();
    }

    /** @param holder where the offset stands, for the message */
    String at(int offset, long holder) throws BtfFormatException {
        if (offset < 0 || offset >= known.length) {
            throw new BtfFormatException(
                    holder, "string at " + Integer.toUnsignedString(offset) + " is outside the string section");
        }
        String text = known[offset];
        if (text == null) {
            text = section.at(offset);
            budget -= text.length();
            if (budget < 0) {
                throw new BtfFormatException(holder, "strings overlap too much to be meant");
            }
            known[offset] = text;
        }
        return text;
    }
}
