package io.github.bpfmaven.btf;

import java.util.OptionalLong;

/** How much room values take. */
public final class BtfSizes {
    private static final int POINTER = 8;

    private final Btf types;

    public BtfSizes(Btf types) {
        this.types = types;
    }

    /**
     * A type's size in bytes, as C's {@code sizeof} gives it for BPF.
     *
     * @param id a type id
     * @return empty for what has none: {@code void}, functions, what is only declared forward, arrays of those, and arrays
     *     whose size does not fit into a {@code long}
     */
    public OptionalLong of(int id) {
        long count = 1;
        int element = types.resolve(id);
        // An array of arrays is a chain, and no longer than there are types unless it leads back to itself.
        for (int steps = 0; types.type(element) instanceof BtfType.Array array; steps++) {
            if (steps > types.types().size() || Math.multiplyHigh(count, array.count()) != 0) {
                return OptionalLong.empty();
            }
            count *= array.count();
            element = types.resolve(array.elementType());
        }
        OptionalLong size = single(types.type(element));
        if (size.isEmpty() || Math.multiplyHigh(count, size.getAsLong()) != 0 || count * size.getAsLong() < 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(count * size.getAsLong());
    }

    private static OptionalLong single(BtfType type) {
        if (type instanceof BtfType.Int number) {
            return OptionalLong.of(number.size());
        }
        if (type instanceof BtfType.Composite composite) {
            return OptionalLong.of(composite.size());
        }
        if (type instanceof BtfType.Enum values) {
            return OptionalLong.of(values.size());
        }
        if (type instanceof BtfType.Enum64 values) {
            return OptionalLong.of(values.size());
        }
        if (type instanceof BtfType.Float number) {
            return OptionalLong.of(number.size());
        }
        return type instanceof BtfType.Ptr ? OptionalLong.of(POINTER) : OptionalLong.empty();
    }
}
