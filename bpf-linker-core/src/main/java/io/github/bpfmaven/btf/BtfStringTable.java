package io.github.bpfmaven.btf;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;

/** The string section as the writer sees it: each string once, in the order of first use, the empty one first. */
final class BtfStringTable {
    private final Map<String, Integer> offsets = new HashMap<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    BtfStringTable() {
        offset("");
    }

    /** The offset of a string, which is added if it is new. */
    int offset(String text) {
        return offsets.computeIfAbsent(text, added -> {
            int offset = bytes.size();
            bytes.writeBytes(BtfText.encode(added));
            bytes.write(0);
            return offset;
        });
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
