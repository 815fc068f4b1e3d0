package io.github.bpfmaven.plugin.scaffold;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;

import io.github.bpfmaven.plugin.datatypes.DataType;
import io.github.bpfmaven.plugin.datatypes.TypePath;

/**
 * Java expressions for values of C. Integers of up to 32 bits are {@code int}, all others {@code long}; arrays of one-byte
 * integers are {@code byte[]}, arrays of other numbers are arrays, and arrays of types that are generated are lists.
 *
 * <p>Reading and writing is in the order of a buffer, at an offset; padding is nobody's here.
 */
final class ValueCode {
    private final ClassName self;
    private final String in;
    private final String out;

    /** @param self the class that generated types are nested in */
    ValueCode(ClassName self) {
        this(self, "in", "out");
    }

    private ValueCode(ClassName self, String in, String out) {
        this.self = self;
        this.in = in;
        this.out = out;
    }

    /** The same for buffers of other names. */
    ValueCode over(String otherIn, String otherOut) {
        return new ValueCode(self, otherIn, otherOut);
    }

    /** The name of the buffer that is read. */
    String in() {
        return in;
    }

    /** The name of the buffer that is written. */
    String out() {
        return out;
    }

    ClassName className(TypePath path) {
        ClassName name = self;
        for (String simple : path.names()) {
            name = name.nestedClass(simple);
        }
        return name;
    }

    /**
     * A class that a static member is taken of. A component of the same name would hide it; those begin with a small letter or
     * end with an underscore.
     */
    CodeBlock expression(TypePath path) {
        String name = path.simpleName();
        return Character.isUpperCase(name.charAt(0)) && !name.endsWith("_")
                ? CodeBlock.of("$T", className(path))
                : CodeBlock.of("$L.$L", self.simpleName(), path);
    }

    /** The Java type of a value. */
    TypeName type(DataType type) {
        if (type instanceof DataType.Int number) {
            return number.size() <= Integer.BYTES ? TypeName.INT : TypeName.LONG;
        }
        if (type instanceof DataType.Int128) {
            return JavaTypes.BIG_INTEGER;
        }
        if (type instanceof DataType.Bool) {
            return TypeName.BOOLEAN;
        }
        if (type instanceof DataType.Floating number) {
            return number.size() == Float.BYTES ? TypeName.FLOAT : TypeName.DOUBLE;
        }
        if (type instanceof DataType.Pointer) {
            return TypeName.LONG;
        }
        if (type instanceof DataType.Bytes) {
            return ArrayTypeName.of(TypeName.BYTE);
        }
        if (type instanceof DataType.EnumRef values) {
            return className(values.path());
        }
        if (type instanceof DataType.CompositeRef composite) {
            return className(composite.path());
        }
        DataType.Array array = (DataType.Array) type;
        TypeName element = type(array.element());
        return element.isPrimitive() || element instanceof ArrayTypeName
                ? ArrayTypeName.of(element)
                : ParameterizedTypeName.get(JavaTypes.LIST, element);
    }

    /** Whether Java compares it by identity and lets it be changed. */
    boolean isArray(DataType type) {
        return type(type) instanceof ArrayTypeName;
    }

    /** Whether it is an array of arrays. */
    boolean isArrayOfArrays(DataType type) {
        return type(type) instanceof ArrayTypeName array && array.componentType() instanceof ArrayTypeName;
    }

    /** An expression that reads a value from the buffer. */
    CodeBlock read(DataType type, CodeBlock at) {
        return read(type, at, 1);
    }

    private CodeBlock read(DataType type, CodeBlock at, int depth) {
        if (type instanceof DataType.Int number) {
            return readInt(number.size(), number.signed(), at);
        }
        if (type instanceof DataType.Int128 number) {
            return CodeBlock.of("Bytes.getWide(" + in + ", $L, $L)", at, number.signed());
        }
        if (type instanceof DataType.Bool bool) {
            return CodeBlock.of("$L != 0", readInt(bool.size(), true, at));
        }
        if (type instanceof DataType.Floating number) {
            return CodeBlock.of(number.size() == Float.BYTES ? in + ".getFloat($L)" : in + ".getDouble($L)", at);
        }
        if (type instanceof DataType.Pointer) {
            return CodeBlock.of(in + ".getLong($L)", at);
        }
        if (type instanceof DataType.Bytes bytes) {
            return CodeBlock.of("Bytes.getBytes(" + in + ", $L, $L)", at, bytes.size());
        }
        if (type instanceof DataType.EnumRef values) {
            return CodeBlock.of("new $T($L)", type(type), readInt(values.size(), values.signed(), at));
        }
        if (type instanceof DataType.CompositeRef composite) {
            return CodeBlock.of("$L.readAt(" + in + ", $L)", expression(composite.path()), at);
        }
        DataType.Array array = (DataType.Array) type;
        return readArray(array, at, CodeBlock.of("$L", array.count()), depth);
    }

    /** An expression that reads as many elements of an array as another expression says. */
    CodeBlock readElements(DataType type, CodeBlock at, CodeBlock count) {
        return type instanceof DataType.Array array
                ? readArray(array, at, count, 1)
                : CodeBlock.of("Bytes.getBytes(" + in + ", $L, $L)", at, count);
    }

    private CodeBlock readInt(long size, boolean signed, CodeBlock at) {
        return switch ((int) size) {
            case 1 -> CodeBlock.of(signed ? in + ".get($L)" : "Byte.toUnsignedInt(" + in + ".get($L))", at);
            case 2 -> CodeBlock.of(signed ? in + ".getShort($L)" : "Short.toUnsignedInt(" + in + ".getShort($L))", at);
            case 4 -> CodeBlock.of(in + ".getInt($L)", at);
            default -> CodeBlock.of(in + ".getLong($L)", at);
        };
    }

    private CodeBlock readArray(DataType.Array array, CodeBlock at, CodeBlock count, int depth) {
        DataType element = array.element();
        if (element instanceof DataType.Int number && number.size() <= Integer.BYTES) {
            return CodeBlock.of("Bytes.getInts(" + in + ", $L, $L, $L, $L)", at, count, number.size(), number.signed());
        }
        if (element instanceof DataType.Int || element instanceof DataType.Pointer) {
            return CodeBlock.of("Bytes.getLongs(" + in + ", $L, $L)", at, count);
        }
        if (element instanceof DataType.Bool) {
            return CodeBlock.of("Bytes.getBooleans(" + in + ", $L, $L)", at, count);
        }
        if (element instanceof DataType.Floating number) {
            String method = number.size() == Float.BYTES ? "getFloats" : "getDoubles";
            return CodeBlock.of("Bytes.$L(" + in + ", $L, $L)", method, at, count);
        }
        String row = "at" + depth;
        CodeBlock inner = read(element, CodeBlock.of(row), depth + 1);
        return isArray(element)
                ? CodeBlock.of(
                        "Bytes.getRows($L, $L, $L, $L -> $L)", at, element.size(), newRows(array, count), row, inner)
                : CodeBlock.of("Bytes.getList($L, $L, $L, $L -> $L)", at, count, element.size(), row, inner);
    }

    /** {@code new int[3][][]}: only the first dimension is made. */
    private CodeBlock newRows(DataType.Array array, CodeBlock count) {
        TypeName base = type(array);
        int dimensions = 0;
        while (base instanceof ArrayTypeName inner) {
            base = inner.componentType();
            dimensions++;
        }
        return CodeBlock.of("new $T[$L]$L", base, count, "[]".repeat(dimensions - 1));
    }

    /** A statement, without its semicolon, that writes a value into the buffer. */
    CodeBlock write(DataType type, CodeBlock at, CodeBlock value) {
        return write(type, at, value, 1);
    }

    private CodeBlock write(DataType type, CodeBlock at, CodeBlock value, int depth) {
        if (type instanceof DataType.Int number) {
            return writeInt(number.size(), at, value);
        }
        if (type instanceof DataType.Int128) {
            return CodeBlock.of("Bytes.putWide(" + out + ", $L, $L)", at, value);
        }
        if (type instanceof DataType.Bool bool) {
            return writeInt(bool.size(), at, CodeBlock.of("($L ? 1 : 0)", value));
        }
        if (type instanceof DataType.Floating number) {
            return CodeBlock.of(
                    number.size() == Float.BYTES ? out + ".putFloat($L, $L)" : out + ".putDouble($L, $L)", at, value);
        }
        if (type instanceof DataType.Pointer) {
            return CodeBlock.of(out + ".putLong($L, $L)", at, value);
        }
        if (type instanceof DataType.Bytes) {
            return CodeBlock.of("Bytes.putBytes(" + out + ", $L, $L)", at, value);
        }
        if (type instanceof DataType.EnumRef values) {
            return writeInt(values.size(), at, CodeBlock.of("$L.value()", value));
        }
        if (type instanceof DataType.CompositeRef) {
            return CodeBlock.of("$L.writeAt(" + out + ", $L)", value, at);
        }
        return writeArray((DataType.Array) type, at, value, depth);
    }

    private CodeBlock writeInt(long size, CodeBlock at, CodeBlock value) {
        return switch ((int) size) {
            case 1 -> CodeBlock.of(out + ".put($L, (byte) $L)", at, value);
            case 2 -> CodeBlock.of(out + ".putShort($L, (short) $L)", at, value);
            case 4 -> CodeBlock.of(out + ".putInt($L, $L)", at, value);
            default -> CodeBlock.of(out + ".putLong($L, $L)", at, value);
        };
    }

    private CodeBlock writeArray(DataType.Array array, CodeBlock at, CodeBlock value, int depth) {
        DataType element = array.element();
        if (element instanceof DataType.Int number && number.size() <= Integer.BYTES) {
            return CodeBlock.of("Bytes.putInts(" + out + ", $L, $L, $L)", at, number.size(), value);
        }
        if (element instanceof DataType.Int || element instanceof DataType.Pointer) {
            return CodeBlock.of("Bytes.putLongs(" + out + ", $L, $L)", at, value);
        }
        if (element instanceof DataType.Bool) {
            return CodeBlock.of("Bytes.putBooleans(" + out + ", $L, $L)", at, value);
        }
        if (element instanceof DataType.Floating number) {
            String method = number.size() == Float.BYTES ? "putFloats" : "putDoubles";
            return CodeBlock.of("Bytes.$L(" + out + ", $L, $L)", method, at, value);
        }
        String row = "at" + depth;
        String each = "each" + depth;
        CodeBlock values = isArray(element) ? CodeBlock.of("$T.of($L)", JavaTypes.LIST, value) : value;
        CodeBlock inner = write(element, CodeBlock.of(row), CodeBlock.of(each), depth + 1);
        return CodeBlock.of("Bytes.putEach($L, $L, $L, ($L, $L) -> $L)", at, element.size(), values, each, row, inner);
    }

    /** How many elements an array has. */
    CodeBlock length(DataType type, CodeBlock value) {
        return CodeBlock.of(isArray(type) ? "$L.length" : "$L.size()", value);
    }
}
