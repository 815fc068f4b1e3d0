package io.github.bpfmaven.btf;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * The string section as the writer sees it: each string once, in the order of first use, the empty one first. That of
 * split BTF has only what its base has not, as libbpf does it ({@code btf__add_str} in {@code tools/lib/bpf/btf.c}): the
 * empty one is always the base's.
 */
final class BtfStringTable {
    private final Map<String, Long> offsets = new HashMap<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final long start;

    BtfStringTable() {
        start = 0;
        offset("");
    }

    /** For split BTF over a base with these strings. */
    BtfStringTable(BtfStringSection base) {
        start = base.end();
        base.forEach(offsets::putIfAbsent);
    }

    /** The offset of a string, which is added if it is new. */
    long offset(String text) {
        Long known = offsets.get(text);
        if (known != null) {
            return known;
        }
        long offset = start + bytes.size();
        offsets.put(text, offset);
        bytes.writeBytes(BtfText.encode(text));
        bytes.write(0);
        return offset;
    }

    /** What was added. */
    byte[] bytes() {
        return bytes.toByteArray();
    }
}
