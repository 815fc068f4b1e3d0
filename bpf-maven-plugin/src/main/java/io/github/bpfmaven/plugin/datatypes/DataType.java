package io.github.bpfmaven.plugin.datatypes;

/** The type of a value. Sizes are in bytes; where a type does not say another, it is as C's {@code sizeof} has it. */
public sealed interface DataType {
    /** In bytes. */
    long size();

    /**
     * An integer or a character; typedefs and qualifiers make no difference.
     *
     * @param size 1, 2, 4 or 8
     */
    record Int(long size, boolean signed) implements DataType {}

    /** {@code __int128}. */
    record Int128(boolean signed) implements DataType {
        @Override
        public long size() {
            return 16;
        }
    }

    /** {@code _Bool}. */
    record Bool(long size) implements DataType {}

    /**
     * {@code float} or {@code double}.
     *
     * @param size 4 or 8
     */
    record Floating(long size) implements DataType {}

    /** An address. */
    record Pointer() implements DataType {
        @Override
        public long size() {
            return Long.BYTES;
        }
    }

    /**
     * An array of one-byte integers, or a value that Java has no type for.
     *
     * @param text whether it is an array of {@code char}
     */
    record Bytes(long size, boolean text) implements DataType {}

    /** An array. */
    record Array(DataType element, long count) implements DataType {
        @Override
        public long size() {
            return element.size() * count;
        }
    }

    /** An enum. */
    record EnumRef(TypePath path, long size, boolean signed) implements DataType {}

    /** A struct or a union. */
    record CompositeRef(TypePath path, long size) implements DataType {}
}
