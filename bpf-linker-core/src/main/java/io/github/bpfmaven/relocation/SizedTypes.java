package io.github.bpfmaven.relocation;

import java.util.Set;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfKind;
import io.github.bpfmaven.btf.BtfType;

/**
 * Types, and how much room their values take where pointers may have another size than BPF's: in a kernel of 32 bits.
 *
 * <p>Source: {@code btf__resolve_size} and {@code determine_ptr_size} in {@code src/btf.c} of libbpf 1.8.
 *
 * @param pointerSize in bytes, 4 or 8
 */
record SizedTypes(Btf btf, int pointerSize) {
    private static final long MOST = 0xffff_ffffL;

    /** C's {@code long} is as large as a pointer in every kernel; the compilers have more than one name for it. */
    private static final Set<String> LONG = Set.of(
            "long",
            "long int",
            "int long",
            "unsigned long",
            "long unsigned",
            "unsigned long int",
            "unsigned int long",
            "long unsigned int",
            "long int unsigned",
            "int unsigned long",
            "int long unsigned");

    /** The first {@code long} tells the size of pointers; where there is none they are BPF's. */
    static SizedTypes of(Btf btf) {
        for (int id = 1; id < btf.types().size(); id++) {
            if (btf.kind(id) == BtfKind.INT
                    && btf.type(id) instanceof BtfType.Int number
                    && (number.size() == Integer.BYTES || number.size() == Long.BYTES)
                    && LONG.contains(number.name())) {
                return new SizedTypes(btf, (int) number.size());
            }
        }
        return new SizedTypes(btf, Long.BYTES);
    }

    /** In bytes, below 2^32. */
    long size(int id) throws InvalidSpecException {
        long count = 1;
        int at = btf.resolve(id);
        // Ends: no BTF that was read has an array of itself, and in one put together by hand the count grows too large.
        for (int steps = 0;
                btf.type(at) instanceof BtfType.Array array
                        && steps < btf.types().size();
                steps++) {
            if (array.count() > 0 && count > MOST / array.count()) {
                throw tooLarge(id);
            }
            count *= array.count();
            at = btf.resolve(array.elementType());
        }
        long size = btf.type(at) instanceof BtfType.Ptr
                ? pointerSize
                : btf.size(at)
                        .orElseThrow(
                                () -> new InvalidSpecException("in it " + CoreSpec.text(btf, id) + " has no size"));
        if (count > 0 && size > MOST / count) {
            throw tooLarge(id);
        }
        return count * size;
    }

    private InvalidSpecException tooLarge(int id) {
        return new InvalidSpecException("in it " + CoreSpec.text(btf, id) + " is larger than 4 GiB");
    }
}
