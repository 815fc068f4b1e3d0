package io.github.bpfmaven.plugin.scaffold;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.bpfmaven.plugin.datatypes.DataTypes;
import io.github.bpfmaven.plugin.datatypes.Definition;
import io.github.bpfmaven.plugin.datatypes.Field;
import io.github.bpfmaven.plugin.datatypes.TypePath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Compares objects of generated classes with values that C was given. */
final class GeneratedValues {
    private final DataTypes types;
    private final Map<Class<?>, Shape> shapes = new HashMap<>();

    /** @param types only for their names: which accessor is for which member */
    GeneratedValues(DataTypes types) {
        this.types = types;
    }

    /** Compares one value and all that is in it. */
    void check(CType type, CValue expected, Object actual, String where) throws ReflectiveOperationException {
        if (expected instanceof CValue.Members members) {
            checkMembers(members, actual, where);
        } else if (expected instanceof CValue.Elements elements) {
            checkElements((CType.Array) type, elements.values(), elements(actual), where);
        } else {
            checkScalar(type, ((CValue.Scalar) expected).number(), actual, where);
        }
    }

    private void checkMembers(CValue.Members expected, Object actual, String where)
            throws ReflectiveOperationException {
        for (Map.Entry<CType.Member, CValue> entry : expected.values().entrySet()) {
            CType.Member member = entry.getKey();
            if (member.type().isEmpty()) {
                continue;
            }
            if (member.name().isEmpty()) {
                checkMembers((CValue.Members) entry.getValue(), actual, where);
                continue;
            }
            String name = where + "." + member.name();
            List<Object> found = values(actual, member.name(), entry.getValue(), name);
            assertFalse(found.isEmpty(), () -> "no accessor for " + name);
            for (Object value : found) {
                check(member.type(), entry.getValue(), value, name);
            }
        }
    }

    /** What the accessors for a member give: of an anonymous union's both those of the struct and those of the union. */
    private List<Object> values(Object owner, String cName, CValue expected, String where)
            throws ReflectiveOperationException {
        List<Object> values = new ArrayList<>();
        Shape shape = shapes.computeIfAbsent(owner.getClass(), this::shape);
        for (Field field : shape.fields) {
            if (field.cName().equals(cName)) {
                Object value = call(owner, field.name());
                values.add(value);
                if (!owner.getClass().isRecord()) {
                    values.add(call(otherwiseZero(owner, field.name(), value), field.name()));
                }
                checkHelpers(owner, shape, field.name(), expected, where);
            }
            for (Field.Alias alias : field.aliases()) {
                if (alias.cName().equals(cName)) {
                    values.add(call(owner, alias.name()));
                    values.addAll(values(call(owner, field.name()), cName, expected, where));
                }
            }
        }
        return values;
    }

    private Shape shape(Class<?> generated) {
        Deque<String> names = new ArrayDeque<>();
        for (Class<?> each = generated; each.getEnclosingClass() != null; each = each.getEnclosingClass()) {
            names.addFirst(each.getSimpleName());
        }
        List<Field> fields =
                ((Definition.Composite) types.definitions().get(new TypePath(List.copyOf(names)))).fields();
        Set<String> members = fields.stream()
                .flatMap(field -> Stream.concat(
                        Stream.of(field.name()), field.aliases().stream().map(Field.Alias::name)))
                .collect(Collectors.toSet());
        return new Shape(
                fields,
                Stream.of(generated.getDeclaredMethods())
                        .filter(method -> method.getParameterCount() == 0 && !members.contains(method.getName()))
                        .collect(Collectors.toMap(Method::getName, method -> method)));
    }

    /** What is over its bytes, with one member set by the method for that. */
    private static Object otherwiseZero(Object owner, String member, Object value) throws ReflectiveOperationException {
        String capital = member.substring(0, 1).toUpperCase(Locale.ROOT) + member.substring(1);
        Object zero = owner.getClass().getMethod("zero", ByteOrder.class).invoke(null, call(owner, "order"));
        Method accessor = owner.getClass().getMethod(member);
        Method with = Stream.of(owner.getClass().getDeclaredMethods())
                .filter(method -> method.getParameterCount() == 1)
                .filter(method -> method.getName().equals("with$" + member)
                        || method.getName().equals("with" + capital))
                .filter(method -> method.getParameterTypes()[0] == accessor.getReturnType())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no method that sets " + member));
        return with.invoke(zero, value);
    }

    private static Object call(Object owner, String accessor) throws ReflectiveOperationException {
        return owner.getClass().getMethod(accessor).invoke(owner);
    }

    /** The accessors that show the same value in another way, where no member has their names. */
    private static void checkHelpers(Object owner, Shape shape, String accessor, CValue expected, String where)
            throws ReflectiveOperationException {
        Method unsigned = shape.helpers.get(accessor + "Unsigned");
        if (unsigned != null) {
            String number = ((CValue.Scalar) expected).number().toString();
            assertEquals(number, unsigned.invoke(owner).toString(), where);
        }
        Method text = shape.helpers.get(accessor + "Text");
        if (text != null) {
            assertEquals(text((CValue.Elements) expected), text.invoke(owner), where);
        }
    }

    private static String text(CValue.Elements elements) {
        byte[] bytes = new byte[elements.values().size()];
        int length = 0;
        for (CValue value : elements.values()) {
            bytes[length] = ((CValue.Scalar) value).number().byteValue();
            if (bytes[length] == 0) {
                break;
            }
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private void checkElements(CType.Array type, List<CValue> expected, List<?> actual, String where)
            throws ReflectiveOperationException {
        if (type.isEmpty()) {
            return;
        }
        // A flexible array may have taken what the compiler puts behind it to fill the struct up.
        assertTrue(
                type.count() < 0 ? actual.size() >= expected.size() : actual.size() == expected.size(),
                () -> where + " has " + actual.size() + " elements, not " + expected.size());
        for (int i = 0; i < expected.size(); i++) {
            check(type.element(), expected.get(i), actual.get(i), where + "[" + i + "]");
        }
    }

    private static List<?> elements(Object array) {
        if (array instanceof List<?> list) {
            return list;
        }
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            elements.add(Array.get(array, i));
        }
        return elements;
    }

    private static void checkScalar(CType type, BigInteger expected, Object actual, String where)
            throws ReflectiveOperationException {
        if (type instanceof CType.Enumeration values) {
            checkNumber(values.bits(), expected, call(actual, "value"), where);
        } else if (type instanceof CType.Number number) {
            checkNumber(number.bits(), expected, actual, where);
        } else if (type instanceof CType.Bool) {
            assertEquals(expected.signum() != 0, actual, where);
        } else if (type instanceof CType.Real real) {
            Object bits = real.bits() == Float.SIZE
                    ? Float.floatToRawIntBits((Float) actual) & 0xffff_ffffL
                    : Double.doubleToRawLongBits((Double) actual);
            assertEquals(expected.longValue(), bits, where);
        } else {
            assertEquals(expected.longValue(), assertInstanceOf(Long.class, actual, where), where);
        }
    }

    private static void checkNumber(int bits, BigInteger expected, Object actual, String where) {
        if (bits > Long.SIZE) {
            assertEquals(expected, actual, where);
        } else if (bits > Integer.SIZE) {
            assertEquals(expected.longValue(), assertInstanceOf(Long.class, actual, where), where);
        } else if (actual instanceof Byte element) {
            // Of an array of one-byte integers.
            assertEquals(expected.byteValue(), element, where);
        } else {
            assertEquals(expected.intValue(), assertInstanceOf(Integer.class, actual, where), where);
        }
    }

    /**
     * A generated class.
     *
     * @param fields its members
     * @param helpers methods without parameters that are for no member alone
     */
    private record Shape(List<Field> fields, Map<String, Method> helpers) {}
}
