package io.github.bpfmaven.plugin.scaffold;

import com.palantir.javapoet.CodeBlock;

import io.github.bpfmaven.plugin.datatypes.DataType;

/** Java expressions that check values before they become those of C, and copy what could be changed behind one's back. */
final class ValueChecks {
    private final ValueCode values;

    ValueChecks(ValueCode values) {
        this.values = values;
    }

    /**
     * An expression of the same value that nobody else can change, and that throws if the value is none of its C type.
     *
     * @param name of the value, for the message
     */
    CodeBlock checked(DataType type, CodeBlock value, String name) {
        return checked(type, value, name, 1);
    }

    /** As {@code checked}, for an array of any length. */
    CodeBlock checkedElements(DataType type, CodeBlock value, String name) {
        return type instanceof DataType.Array array
                ? checkedArray(array, value, values.length(type, value), name, 1)
                : CodeBlock.of("$L.clone()", value);
    }

    private CodeBlock checked(DataType type, CodeBlock value, String name, int depth) {
        if (type instanceof DataType.Int number) {
            return number.size() < Integer.BYTES
                    ? CodeBlock.of("Bytes.check($L, $L, $L, $S)", value, least(number), most(number), name)
                    : value;
        }
        if (type instanceof DataType.Int128 number) {
            return checkedWide(number, Long.SIZE * 2, value, name);
        }
        if (type instanceof DataType.EnumRef || type instanceof DataType.CompositeRef) {
            return CodeBlock.of("$T.requireNonNull($L, $S)", JavaTypes.OBJECTS, value, name);
        }
        if (type instanceof DataType.Bytes bytes) {
            return CodeBlock.of("Bytes.copy($L, $L, $S)", value, bytes.size(), name);
        }
        return type instanceof DataType.Array array
                ? checkedArray(array, value, CodeBlock.of("$L", array.count()), name, depth)
                : value;
    }

    /** As {@code checked}, for a bit-field as well. */
    CodeBlock checkedWide(DataType.Int128 type, int width, CodeBlock value, String name) {
        return CodeBlock.of("Bytes.checkWide($L, $L, $L, $S)", value, width, type.signed(), name);
    }

    private CodeBlock checkedArray(DataType.Array array, CodeBlock value, CodeBlock length, String name, int depth) {
        DataType element = array.element();
        if (element instanceof DataType.Int number && number.size() < Integer.BYTES) {
            return CodeBlock.of("Bytes.copy($L, $L, $L, $L, $S)", value, length, least(number), most(number), name);
        }
        if (values.type(element).isPrimitive()) {
            return CodeBlock.of("Bytes.copy($L, $L, $S)", value, length, name);
        }
        String each = "each" + depth;
        CodeBlock inner = checked(element, CodeBlock.of(each), name, depth + 1);
        String method = values.isArray(element) ? "copyRows" : "copyList";
        return CodeBlock.of("Bytes.$L($L, $L, $S, $L -> $L)", method, value, length, name, each, inner);
    }

    private static long least(DataType.Int number) {
        return number.signed() ? -1L << number.size() * Byte.SIZE - 1 : 0;
    }

    private static long most(DataType.Int number) {
        return (1L << number.size() * Byte.SIZE - (number.signed() ? 1 : 0)) - 1;
    }
}
