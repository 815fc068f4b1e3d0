package io.github.bpfmaven.btf;

import java.util.Optional;
import java.util.function.ObjLongConsumer;

/** NUL-terminated strings as bytes, found by their offset; immutable. Those of split BTF go on where those of its base end. */
final class BtfStringSection {
    private final Optional<BtfStringSection> base;
    private final long start;
    private final byte[] bytes;

    /**
     * Takes bytes of which the last must be NUL; there are none in split BTF that adds no string.
     *
     * @param base empty if the BTF is not split
     * @param bytes not copied
     */
    BtfStringSection(Optional<BtfStringSection> base, byte[] bytes) {
        this.base = base;
        this.start = base.map(BtfStringSection::end).orElse(0L);
        this.bytes = bytes;
    }

    /** The offset behind the last string, in bytes. */
    long end() {
        return start + bytes.length;
    }

    /** The string at an offset, which must be 0 or more and before the end. */
    String at(int offset) {
        // The offset is within the base, so there is one.
        return offset < start ? base.orElseThrow().at(offset) : decode(place(offset));
    }

    /** Whether a string starts at an offset, which must be 0 or more and before the end, or another goes on there. */
    boolean isStart(int offset) {
        if (offset < start) {
            return base.orElseThrow().isStart(offset);
        }
        int at = place(offset);
        return at == 0 || bytes[at - 1] == 0;
    }

    /** The length in bytes of the string at an offset, which must be 0 or more and before the end. */
    int length(int offset) {
        return offset < start ? base.orElseThrow().length(offset) : nul(place(offset)) - place(offset);
    }

    /** {@link BtfNames#hash} of the string at an offset, which must be 0 or more and before the end. */
    int hash(int offset) {
        return offset < start ? base.orElseThrow().hash(offset) : BtfNames.hash(bytes, place(offset));
    }

    /** Every string with its offset, from the start of the base's. */
    void forEach(ObjLongConsumer<String> action) {
        base.ifPresent(strings -> strings.forEach(action));
        for (int at = 0; at < bytes.length; at = nul(at) + 1) {
            action.accept(decode(at), start + at);
        }
    }

    private int place(int offset) {
        return (int) (offset - start);
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
