package io.github.bpfmaven.plugin.scaffold;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes types and values as C. */
final class CSource {
    private final StringBuilder text = new StringBuilder();
    private final Set<CType> defined = new HashSet<>();

    /** A variable that has a value; its type's definition goes before it. */
    CSource variable(String name, CType type, CValue value) {
        return typed(declaration(type, name), type, value);
    }

    /** A variable of another's type, which may have no name. */
    CSource variableLike(String other, String name, CType type, CValue value) {
        return typed("__typeof__(" + other + ") " + name, type, value);
    }

    private CSource typed(String declaration, CType type, CValue value) {
        CType.named(type).filter(defined::add).forEach(named -> text.append(definition(named)));
        text.append(declaration).append(" = ").append(initialiser(type, value)).append(";\n");
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static String definition(CType type) {
        String name = type instanceof CType.Composite composite ? composite.name() : ((CType.Enumeration) type).name();
        boolean typedef =
                type instanceof CType.Composite composite ? composite.typedef() : ((CType.Enumeration) type).typedef();
        return typedef ? "typedef " + body(type, "", "") + " " + name + ";\n" : body(type, name + " ", "") + ";\n";
    }

    private static String body(CType type, String tag, String indent) {
        if (type instanceof CType.Enumeration values) {
            return values.constants().entrySet().stream()
                    .map(each -> each.getKey() + " = " + literal(each.getValue()))
                    .collect(Collectors.joining(
                            ", ", "enum " + (values.packed() ? "__attribute__((packed)) " : "") + tag + "{ ", " }"));
        }
        CType.Composite composite = (CType.Composite) type;
        String attributes = (composite.packed() ? "__attribute__((packed)) " : "") + aligned(composite.aligned(), "");
        StringBuilder body = new StringBuilder(composite.union() ? "union " : "struct ")
                .append(attributes)
                .append(tag)
                .append("{\n");
        for (CType.Member member : composite.members()) {
            body.append(indent)
                    .append("    ")
                    .append(declaration(member.type(), member.name(), indent + "    "))
                    .append(member.width() < 0 ? "" : " : " + member.width())
                    .append(aligned(member.aligned(), " "))
                    .append(";\n");
        }
        return body.append(indent).append("}").toString();
    }

    private static String aligned(int bytes, String before) {
        return bytes == 0 ? "" : before + "__attribute__((aligned(" + bytes + "))) ";
    }

    private static String declaration(CType type, String name) {
        return declaration(type, name, "");
    }

    private static String declaration(CType type, String name, String indent) {
        if (type instanceof CType.Array array) {
            return declaration(array.element(), name + "[" + (array.count() < 0 ? "" : array.count()) + "]", indent);
        }
        if (type instanceof CType.Pointer pointer) {
            return pointer.declaration().formatted(name);
        }
        String before;
        if (type instanceof CType.Number number) {
            before = number.name();
        } else if (type instanceof CType.Real real) {
            before = real.name();
        } else if (type instanceof CType.Enumeration values) {
            before = values.name().isEmpty()
                    ? body(type, "", indent)
                    : (values.typedef() ? "" : "enum ") + values.name();
        } else if (type instanceof CType.Composite composite) {
            before = composite.name().isEmpty()
                    ? body(type, "", indent)
                    : (composite.typedef() ? "" : composite.union() ? "union " : "struct ") + composite.name();
        } else {
            before = "_Bool";
        }
        return before + " " + name;
    }

    private static String initialiser(CType type, CValue value) {
        if (value instanceof CValue.Elements elements) {
            CType element = ((CType.Array) type).element();
            return elements.values().stream()
                    .map(each -> initialiser(element, each))
                    .collect(Collectors.joining(", ", "{ ", " }"));
        }
        if (value instanceof CValue.Members members) {
            List<String> designated = new ArrayList<>();
            designate(members, designated);
            return designated.stream().collect(Collectors.joining(", ", "{ ", " }"));
        }
        BigInteger number = ((CValue.Scalar) value).number();
        if (type instanceof CType.Pointer) {
            return "(void *)" + literal(number);
        }
        return type instanceof CType.Real real ? real(real, number.longValue()) : literal(number);
    }

    /** Members of anonymous structs and unions are designated like those of what is around them. */
    private static void designate(CValue.Members members, List<String> designated) {
        for (Map.Entry<CType.Member, CValue> member : members.values().entrySet()) {
            CType.Member key = member.getKey();
            if (key.name().isEmpty()) {
                designate((CValue.Members) member.getValue(), designated);
            } else {
                designated.add("." + key.name() + " = " + initialiser(key.type(), member.getValue()));
            }
        }
    }

    private static String literal(BigInteger number) {
        if (number.bitLength() > Long.SIZE || number.signum() < 0 && number.bitLength() >= Long.SIZE) {
            // C has no literals of 128 bits.
            return "((__int128)0x%xULL << 64 | 0x%xULL)"
                    .formatted(number.shiftRight(64).longValue(), number.longValue());
        }
        if (number.bitLength() == Long.SIZE) {
            return "0x%xULL".formatted(number.longValue());
        }
        return number.equals(BigInteger.valueOf(Long.MIN_VALUE)) ? "(-0x7fffffffffffffffLL - 1)" : number + "LL";
    }

    private static String real(CType.Real type, long bits) {
        boolean narrow = type.bits() == Float.SIZE;
        double value = narrow ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
        String suffix = narrow ? "f" : "";
        String sign = bits >>> type.bits() - 1 == 0 || !narrow && bits >= 0 ? "" : "-";
        if (Double.isNaN(value)) {
            long payload = bits & (narrow ? (1L << 22) - 1 : (1L << 51) - 1);
            return "%s__builtin_nan%s(\"0x%x\")".formatted(sign, suffix, payload);
        }
        return Double.isInfinite(value) ? sign + "__builtin_inf" + suffix + "()" : Double.toHexString(value) + suffix;
    }
}
