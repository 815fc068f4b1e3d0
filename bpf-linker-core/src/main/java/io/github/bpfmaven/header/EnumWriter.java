package io.github.bpfmaven.header;

import java.util.List;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfEnumerator;
import io.github.bpfmaven.btf.BtfType;

/**
 * Writes enums. C gives an enum 4 bytes if its values fit into an {@code int} or an {@code unsigned int}, else 8, and signs
 * it if one is negative; where BTF says otherwise, the type is fixed as C23 does it, and clang in every standard. (The
 * attribute {@code mode}, which is C for other compilers, makes enums signed: clang 20.)
 */
final class EnumWriter {
    private static final long INT = 4;

    private final Btf btf;
    private final HeaderNames names;

    EnumWriter(Btf btf, HeaderNames names) {
        this.btf = btf;
        this.names = names;
    }

    /** An enum where it is used. */
    void specifier(StringBuilder out, int id, int indent, boolean indirect) {
        boolean forward = names.enumerators(id).isEmpty();
        if (forward && (!indirect || names.name(id).isEmpty())) {
            // Declared, but used by value all the same: the size is known.
            out.append(fixedType(id));
        } else if (names.name(id).isPresent()) {
            out.append("enum ").append(names.name(id).get());
        } else {
            definition(out, id, indent);
        }
    }

    /** <code>enum name {…}</code>, without the semicolon. */
    void definition(StringBuilder out, int id, int indent) {
        List<BtfEnumerator> values = names.enumerators(id);
        List<String> valueNames = names.enumeratorNames(id);
        boolean unsigned = !isSigned(id);
        String tabs = "\t".repeat(indent);
        out.append("enum");
        names.name(id).ifPresent(name -> out.append(' ').append(name));
        if (size(id) != ownSize(id) || needsSign(id)) {
            out.append(" : ").append(fixedType(id));
        }
        out.append(" {\n");
        for (int i = 0; i < values.size(); i++) {
            long value = values.get(i).value();
            boolean wide = value != (unsigned ? value & 0xffff_ffffL : (int) value);
            out.append(tabs).append('\t').append(valueNames.get(i)).append(" = ");
            if (!unsigned && value == Long.MIN_VALUE) {
                // The digits alone are too large for a signed number.
                out.append("-9223372036854775807LL - 1");
            } else if (unsigned) {
                out.append(Long.toUnsignedString(value)).append(wide ? "ULL" : "");
            } else {
                out.append(value).append(wide ? "LL" : "");
            }
            out.append(",\n");
        }
        out.append(tabs).append('}');
    }

    private boolean isSigned(int id) {
        BtfType type = btf.type(id);
        return type instanceof BtfType.Enum values ? values.signed() : ((BtfType.Enum64) type).signed();
    }

    private long size(int id) {
        return btf.size(id).orElse(INT);
    }

    /** Signed, but with no value that shows it. */
    private boolean needsSign(int id) {
        return isSigned(id) && names.enumerators(id).stream().allMatch(value -> value.value() >= 0);
    }

    private long ownSize(int id) {
        boolean unsigned = !isSigned(id);
        return names.enumerators(id).stream()
                        .mapToLong(BtfEnumerator::value)
                        .allMatch(value -> value == (unsigned ? value & 0xffff_ffffL : (int) value))
                ? INT
                : Long.BYTES;
    }

    private String fixedType(int id) {
        String sign = isSigned(id) ? "signed " : "unsigned ";
        return sign
                + switch ((int) size(id)) {
                    case 1 -> "char";
                    case 2 -> "short";
                    case 8 -> "long long";
                    default -> "int";
                };
    }
}
