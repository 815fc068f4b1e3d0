package io.github.bpfmaven.btf;

import java.util.Optional;
import java.util.function.ObjLongConsumer;

/** NUL-terminated strings as bytes, found by their offset; immutable. Those of split BTF go on where those of its base end. */
final class BtfStringSection {
    private final Optional<BtfStringSection> base;
    private final long start;
    private final byte[] bytes;
    private final int from;
    private final int to;

    /**
     * The bytes between two places, of which the last must be NUL; there are none in split BTF that adds no string.
     *
     * @param base empty if the BTF is not split
     */
    BtfStringSection(Optional<BtfStringSection> base, byte[] bytes, int from, int to) {
        this.base = base;
        this.start = base.map(BtfStringSection::end).orElse(0L);
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    /** The offset behind the last string, in bytes. */
    long end() {
        return start + to - from;
    }

    /** The string at an offset, which must be 0 or more and before the end. */
    String at(int offset) {
        // The offset is within the base, so there is one.
        return offset < start ? base.orElseThrow().at(offset) : decode(place(offset));
    }

    /** Every string with its offset, from the start of the base's. */
    void forEach(ObjLongConsumer<String> action) {
        base.ifPresent(strings -> strings.forEach(action));
        for (int at = from; at < to; at = nul(at) + 1) {
            action.accept(decode(at), start + at - from);
        }
    }

    private int place(int offset) {
        return (int) (offset - start) + from;
    }

    private String decode(int at) {
        return BtfText.decode(bytes, at, nul(at));
    }

    private int nul(int at) {
        int nul = at;
        while (bytes[nul] != 0) {
            nul++;
        }
        return nul;
    }
}
