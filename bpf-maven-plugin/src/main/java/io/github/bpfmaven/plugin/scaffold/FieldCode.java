package io.github.bpfmaven.plugin.scaffold;

import java.util.Set;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;

import io.github.bpfmaven.plugin.datatypes.DataType;
import io.github.bpfmaven.plugin.datatypes.Field;
import io.github.bpfmaven.plugin.datatypes.Placement;

/** Java expressions for a member of a struct or union. */
final class FieldCode {
    /** Parameters and variables of the methods where components are named without {@code this}. */
    private static final Set<String> LOCALS = Set.of("in", "out", "at", "count", "other", "object");

    private final Field field;
    private final ValueCode values;
    private final String base;

    /** Of a struct or union that begins at {@code at}. */
    FieldCode(Field field, ValueCode values) {
        this(field, values, "at");
    }

    private FieldCode(Field field, ValueCode values, String base) {
        this.field = field;
        this.values = values;
        this.base = base;
    }

    /** Of one that begins at 0 in buffers of those names. */
    static FieldCode atStart(Field field, ValueCode values, String in, String out) {
        return new FieldCode(field, values.over(in, out), "0");
    }

    TypeName type() {
        return values.type(field.type());
    }

    /** The component where a local variable could hide it. */
    CodeBlock component() {
        return CodeBlock.of(LOCALS.contains(field.name()) ? "this.$L" : "$L", field.name());
    }

    /** Reads the member. */
    CodeBlock read() {
        if (!isBitField()) {
            return values.read(field.type(), at(values.in()));
        }
        DataType type = field.type();
        if (type instanceof DataType.Int128 number) {
            return CodeBlock.of(
                    "Bytes.getWideBits($L, $L, $L, $L, $L)",
                    values.in(),
                    base,
                    offset(values.in(), false),
                    width(),
                    number.signed());
        }
        boolean signed = isSigned();
        CodeBlock bits = CodeBlock.of(
                signed ? "Bytes.getSignedBits($L, $L, $L, $L)" : "Bytes.getBits($L, $L, $L, $L)",
                values.in(),
                base,
                offset(values.in(), false),
                width());
        if (type instanceof DataType.Bool) {
            return CodeBlock.of("$L != 0", bits);
        }
        CodeBlock value = type.size() <= Integer.BYTES ? CodeBlock.of("(int) $L", bits) : bits;
        return type instanceof DataType.EnumRef ? CodeBlock.of("new $T($L)", type(), value) : value;
    }

    /** Reads as many elements as an expression says. */
    CodeBlock readElements(CodeBlock count) {
        return values.readElements(field.type(), at(values.in()), count);
    }

    /** Writes a value of the member. */
    CodeBlock write(CodeBlock value) {
        if (!isBitField()) {
            return values.write(field.type(), at(values.out()), value);
        }
        if (field.type() instanceof DataType.Int128) {
            return CodeBlock.of(
                    "Bytes.putWideBits($L, $L, $L, $L, $L)",
                    values.out(),
                    base,
                    offset(values.out(), false),
                    width(),
                    value);
        }
        CodeBlock number = value;
        if (field.type() instanceof DataType.Bool) {
            number = CodeBlock.of("$L ? 1 : 0", value);
        } else if (field.type() instanceof DataType.EnumRef) {
            number = CodeBlock.of("$L.value()", value);
        }
        return CodeBlock.of(
                "Bytes.putBits($L, $L, $L, $L, $L)", values.out(), base, offset(values.out(), false), width(), number);
    }

    /** The value itself, or a copy of it; throws where it is none of the member's type. */
    CodeBlock checked(CodeBlock value) {
        if (field.flexible()) {
            return new ValueChecks(values).checkedElements(field.type(), value, field.name());
        }
        if (isBitField() && field.type() instanceof DataType.Int128 number) {
            return new ValueChecks(values).checkedWide(number, width(), value, field.name());
        }
        if (isBitField() && !(field.type() instanceof DataType.Bool)) {
            return checkedBits(value);
        }
        return new ValueChecks(values).checked(field.type(), value, field.name());
    }

    private CodeBlock checkedBits(CodeBlock value) {
        long least = isSigned() ? -1L << width() - 1 : 0;
        long most = isSigned() ? ~least : width() == Long.SIZE ? -1L : (1L << width()) - 1;
        boolean anything = width() == field.type().size() * Byte.SIZE;
        if (anything) {
            return new ValueChecks(values).checked(field.type(), value, field.name());
        }
        if (field.type() instanceof DataType.EnumRef) {
            return CodeBlock.of("new $T($L)", type(), range(CodeBlock.of("$L.value()", value), least, most));
        }
        return range(value, least, most);
    }

    private CodeBlock range(CodeBlock value, long least, long most) {
        String literal = field.type().size() <= Integer.BYTES ? "$L" : "$LL";
        return CodeBlock.of("Bytes.check($L, " + literal + ", " + literal + ", $S)", value, least, most, field.name());
    }

    /** Whether the value is equal to that of another object. */
    CodeBlock isEqual(CodeBlock other) {
        CodeBlock mine = component();
        if (values.isArray(field.type())) {
            String method = values.isArrayOfArrays(field.type()) ? "deepEquals" : "equals";
            return CodeBlock.of("$T.$L($L, $L.$L)", JavaTypes.ARRAYS, method, mine, other, field.name());
        }
        if (field.type() instanceof DataType.Floating) {
            String box = type().equals(TypeName.FLOAT) ? "Float" : "Double";
            return CodeBlock.of("$L.compare($L, $L.$L) == 0", box, mine, other, field.name());
        }
        return CodeBlock.of(type().isPrimitive() ? "$L == $L.$L" : "$L.equals($L.$L)", mine, other, field.name());
    }

    /** What to hash. */
    CodeBlock hashed() {
        if (!values.isArray(field.type())) {
            return component();
        }
        String method = values.isArrayOfArrays(field.type()) ? "deepHashCode" : "hashCode";
        return CodeBlock.of("$T.$L($L)", JavaTypes.ARRAYS, method, component());
    }

    /** Whether Java shows it other than C would. */
    boolean needsText() {
        return values.isArray(field.type()) || field.type() instanceof DataType.Pointer || isUnsigned();
    }

    /** For {@code toString}. */
    CodeBlock text() {
        if (field.type() instanceof DataType.Bytes bytes) {
            return bytes.text()
                    ? CodeBlock.of("'\"' + Bytes.getText($L) + '\"'", component())
                    : CodeBlock.of("Bytes.hex($L)", component());
        }
        if (values.isArray(field.type())) {
            String method = values.isArrayOfArrays(field.type()) ? "deepToString" : "toString";
            return CodeBlock.of("$T.$L($L)", JavaTypes.ARRAYS, method, component());
        }
        if (field.type() instanceof DataType.Pointer) {
            return CodeBlock.of("\"0x\" + Long.toHexString($L)", component());
        }
        return isUnsigned()
                ? CodeBlock.of(
                        field.type().size() == Integer.BYTES
                                ? "Integer.toUnsignedString($L)"
                                : "Long.toUnsignedString($L)",
                        component())
                : component();
    }

    /** Whether its Java type may show it as negative. */
    boolean isUnsigned() {
        return field.type() instanceof DataType.Int number
                && !number.signed()
                && number.size() >= Integer.BYTES
                && (!isBitField() || width() == number.size() * Byte.SIZE);
    }

    /** Where it lies, for Javadoc. */
    String place() {
        Placement placement = field.placement();
        return placement.isSame()
                ? place(placement.little())
                : place(placement.little()) + " in little-endian, " + place(placement.big()) + " in big-endian order";
    }

    private String place(Placement.Bits bits) {
        if (bits.isBitField()) {
            return bits.width() == 1
                    ? "bit " + bits.offset()
                    : "bits " + bits.offset() + " to " + (bits.offset() + bits.width() - 1);
        }
        if (field.flexible()) {
            return "from byte " + bits.byteOffset() + " on";
        }
        return field.type().size() == 1
                ? "byte " + bits.byteOffset()
                : "bytes " + bits.byteOffset() + " to "
                        + (bits.byteOffset() + field.type().size() - 1);
    }

    private boolean isSigned() {
        return field.type() instanceof DataType.Int number && number.signed()
                || field.type() instanceof DataType.EnumRef values && values.signed();
    }

    boolean isBitField() {
        return field.placement().little().isBitField();
    }

    private int width() {
        return field.placement().little().width();
    }

    private CodeBlock at(String buffer) {
        CodeBlock offset = offset(buffer, true);
        if (base.equals("0")) {
            return offset;
        }
        return offset.toString().equals("0") ? CodeBlock.of(base) : CodeBlock.of("$L + $L", base, offset);
    }

    /** From the start of the type. */
    private CodeBlock offset(String buffer, boolean inBytes) {
        Placement.Bits little = field.placement().little();
        Placement.Bits big = field.placement().big();
        long littleOffset = inBytes ? little.byteOffset() : little.offset();
        long bigOffset = inBytes ? big.byteOffset() : big.offset();
        return littleOffset == bigOffset
                ? CodeBlock.of("$L", littleOffset)
                : CodeBlock.of(
                        "($L.order() == $T.BIG_ENDIAN ? $L : $L)",
                        buffer,
                        JavaTypes.BYTE_ORDER,
                        bigOffset,
                        littleOffset);
    }
}
