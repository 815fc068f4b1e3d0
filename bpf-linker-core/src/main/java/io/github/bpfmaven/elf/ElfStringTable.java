package io.github.bpfmaven.elf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A string table as the writer sees it: each name once, in the order of first use, the empty one first. */
final class ElfStringTable {
    private final Map<String, Integer> offsets = new HashMap<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    ElfStringTable() {
        add("");
    }

    /** The offset of a name, which is added if it is new. */
    int add(String name) {
        return offsets.computeIfAbsent(name, added -> {
            int offset = bytes.size();
            bytes.writeBytes(added.getBytes(StandardCharsets.UTF_8));
            bytes.write(0);
            return offset;
        });
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
