package io.github.bpfmaven.btf;

import java.util.HashMap;
import java.util.Map;

/** The string section as a reader sees it, who decodes each string once. */
final class BtfStrings {
    /** A writer may share tails of strings; nothing but an attack shares so much of them. */
    private static final long MOST_SHARING = 16;

    private final BtfStringSection section;
    private final Map<Integer, String> known = new HashMap<>();
    private long budget;

    BtfStrings(BtfStringSection section) {
        this.section = section;
        this.budget = MOST_SHARING * section.end();
    }

    /** @param holder where the offset stands, for the message */
    String at(int offset, long holder) throws BtfFormatException {
        if (offset < 0 || offset >= section.end()) {
            throw new BtfFormatException(
                    holder, "string at " + Integer.toUnsignedString(offset) + " is outside the string section");
        }
        String text = known.get(offset);
        if (text == null) {
            budget -= section.length(offset);
            if (budget < 0) {
                throw new BtfFormatException(holder, "strings overlap too much to be meant");
            }
            text = section.at(offset);
            known.put(offset, text);
        }
        return text;
    }
}
