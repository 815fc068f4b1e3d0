package io.github.bpfmaven.linker;

import java.util.List;
import java.util.Map;

import io.github.bpfmaven.btf.BtfType;

/** Types for so many bytes: an unsigned integer as C names it, or an array of bytes. Missing ones are added last. */
final class UnsignedTypes {
    private static final Map<Long, String> NAMES = Map.of(
            1L, "unsigned char",
            2L, "unsigned short",
            4L, "unsigned int",
            8L, "unsigned long",
            16L, "unsigned __int128");

    private final List<BtfType> types;

    /** @param types the first has id 1; grows */
    UnsignedTypes(List<BtfType> types) {
        this.types = types;
    }

    /** The id of a type of that size. */
    int ofSize(long bytes) {
        if (NAMES.containsKey(bytes)) {
            return id(new BtfType.Int(NAMES.get(bytes), bytes, 0, 0, (int) bytes * Byte.SIZE));
        }
        return id(new BtfType.Array(ofSize(1), ofSize(4), bytes));
    }

    private int id(BtfType type) {
        int known = types.indexOf(type);
        if (known < 0) {
            types.add(type);
        }
        return known < 0 ? types.size() : known + 1;
    }
}
