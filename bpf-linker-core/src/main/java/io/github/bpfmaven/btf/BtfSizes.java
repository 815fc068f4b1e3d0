package io.github.bpfmaven.btf;

import java.util.OptionalLong;

/** How much room values take. */
final class BtfSizes {
    private static final long POINTER = 8;

    private final Btf types;

    BtfSizes(Btf types) {
        this.types = types;
    }

    /** As {@link Btf#size} says. */
    OptionalLong of(int id) {
        OptionalLong count = OptionalLong.of(1);
        int element = types.resolve(id);
        // An array of arrays is a chain, and no longer than there are types unless it leads back to itself.
        for (int steps = 0; types.type(element) instanceof BtfType.Array array; steps++) {
            if (steps > types.types().size() || count.isEmpty()) {
                return OptionalLong.empty();
            }
            count = product(count.getAsLong(), array.count());
            element = types.resolve(array.elementType());
        }
        OptionalLong size = single(types.type(element));
        return size.isEmpty() || count.isEmpty() ? OptionalLong.empty() : product(count.getAsLong(), size.getAsLong());
    }

    private static OptionalLong product(long count, long factor) {
        return factor != 0 && count > Long.MAX_VALUE / factor ? OptionalLong.empty() : OptionalLong.of(count * factor);
    }

    private static OptionalLong single(BtfType type) {
        return switch (type.kind()) {
            case INT -> OptionalLong.of(((BtfType.Int) type).size());
            case FLOAT -> OptionalLong.of(((BtfType.Float) type).size());
            case STRUCT, UNION -> OptionalLong.of(((BtfType.Composite) type).size());
            case ENUM -> OptionalLong.of(((BtfType.Enum) type).size());
            case ENUM64 -> OptionalLong.of(((BtfType.Enum64) type).size());
            case PTR -> OptionalLong.of(POINTER);
            default -> OptionalLong.empty();
        };
    }
}
