package io.github.bpfmaven.plugin.datatypes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.btf.CText;
import io.github.bpfmaven.plugin.names.Identifiers;
import io.github.bpfmaven.plugin.names.NameScope;

/** Reads structs and unions. */
final class CompositeReader {
    /**
     * The JVM gives a constructor 255 slots, of which {@code this} takes one; a {@code long} takes two (JVMS 4.3.3, 4.11).
     */
    private static final int MOST_SLOTS = 254;

    /** What else no accessor of a class over bytes may be. */
    private static final Set<String> RESERVED_OVER_BYTES = Set.of("copy", "order", "zero");

    /** What no accessor may be: record components (JLS 8.10.1), methods of Object, and what every generated type has. */
    private static final Set<String> RESERVED = Set.of(
            "clone",
            "finalize",
            "getClass",
            "hashCode",
            "notify",
            "notifyAll",
            "toString",
            "wait",
            "toBytes",
            "byteSize");

    private final Btf btf;
    private final TopNames names;
    private final Set<String> reservedTypes;
    private final TypeReader.TypeOfValue types;
    private final Members members;
    private final CText text;

    CompositeReader(Btf btf, TopNames names, Set<String> reservedTypes, TypeReader.TypeOfValue types) {
        this.btf = btf;
        this.names = names;
        this.reservedTypes = reservedTypes;
        this.types = types;
        this.members = new Members(btf);
        this.text = new CText(btf);
    }

    Definition.Composite read(TypePath path, String cName, BtfType.Composite type) {
        if (type.size() > Integer.MAX_VALUE / Byte.SIZE) {
            throw new DataTypeException(cName + " has " + type.size() + " bytes, more than can be generated for");
        }
        List<Members.Member> parts = members.withUnions(type);
        boolean overBytes = type instanceof BtfType.Union || slots(parts) > MOST_SLOTS;
        return new Reading(path, cName, type, overBytes, overBytes ? members.flat(type) : parts).result();
    }

    private int slots(List<Members.Member> parts) {
        return parts.stream()
                .mapToInt(member -> {
                    BtfType type = btf.type(btf.resolve(member.type()));
                    boolean wide = type instanceof BtfType.Ptr
                            || type instanceof BtfType.Int number && number.size() == Long.BYTES
                            || type instanceof BtfType.Float real && real.size() == Double.BYTES;
                    return wide ? 2 : 1;
                })
                .sum();
    }

    /** One struct or union. */
    private final class Reading {
        private final TypePath path;
        private final String cName;
        private final BtfType.Composite type;
        private final boolean overBytes;
        private final List<Members.Member> parts;
        /** How an anonymous union is called, by its place among the parts. */
        private final Map<Integer, String> unions = new HashMap<>();

        Reading(TypePath path, String cName, BtfType.Composite type, boolean overBytes, List<Members.Member> parts) {
            this.path = path;
            this.cName = cName;
            this.type = type;
            this.overBytes = overBytes;
            this.parts = parts;
        }

        Definition.Composite result() {
            Map<String, String> fieldNames =
                    NameScope.ofMembers(Identifiers::lowerCamel, this::isTaken).of(visibleNames());
            Map<Integer, TypePath> nested = nestedTypes(fieldNames.values());
            List<Field> fields = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                Members.Member member = parts.get(i);
                String called = member.name().isEmpty() ? unions.getOrDefault(i, "") : member.name();
                DataType found = types.of(member.type(), nested::get, cName + "::" + called);
                boolean flexible = !overBytes && i == parts.size() - 1 && isFlexible(member, found);
                DataType seen = overBytes ? filled(member, found) : found;
                if (seen.size() == 0 && !flexible) {
                    // An empty struct, or an array of no elements that is a mere mark: nothing to read or write.
                    continue;
                }
                checkWithin(member, called, seen);
                fields.add(new Field(
                        member.name(),
                        fieldNames.getOrDefault(called, called),
                        seen,
                        Placement.same(new Placement.Bits(member.offset(), member.width())),
                        flexible,
                        text.variable(member.type(), member.name())
                                + (member.width() > 0 ? " : " + member.width() : ""),
                        aliases(member, fieldNames)));
            }
            return new Definition.Composite(path, cName, type.size(), overBytes, fields);
        }

        private boolean isTaken(String member) {
            return RESERVED.contains(member)
                    || overBytes && RESERVED_OVER_BYTES.contains(member)
                    || isLambdaParameter(member);
        }

        /** {@code each1}: where a record's components are local variables, in its constructor. */
        private static boolean isLambdaParameter(String name) {
            int digits = name.length();
            while (digits > 0 && name.charAt(digits - 1) >= '0' && name.charAt(digits - 1) <= '9') {
                digits--;
            }
            return digits < name.length() && name.substring(0, digits).equals("each");
        }

        /** C names of the accessors, and one for each anonymous union. */
        private Set<String> visibleNames() {
            Set<String> visible = new HashSet<>();
            members.flat(type).forEach(member -> visible.add(member.name()));
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i).name().isEmpty()) {
                    String name = members.callName(composite(parts.get(i))).orElse("anonymous") + "_union";
                    while (!visible.add(name)) {
                        name += "_";
                    }
                    unions.put(i, name);
                }
            }
            return visible;
        }

        /** Names for the types without a name, by their ids: that of the first member that has it. */
        private Map<Integer, TypePath> nestedTypes(Collection<String> fieldNames) {
            Map<Integer, String> owners = new LinkedHashMap<>();
            Set<String> named = new HashSet<>();
            for (int i = 0; i < parts.size(); i++) {
                int element = names.elementOf(parts.get(i).type());
                Optional<TypePath> known = names.of(element);
                // Would be hidden by a nested type of its name, in a record's header.
                known.ifPresent(member -> named.add(member.simpleName()));
                if (known.isEmpty() && names.isNameable(element)) {
                    String name = parts.get(i).name();
                    owners.putIfAbsent(element, name.isEmpty() ? unions.getOrDefault(i, "") : name);
                }
            }
            if (owners.isEmpty()) {
                return Map.of();
            }
            Set<String> taken = new HashSet<>(reservedTypes);
            taken.addAll(named);
            // A nested class must not have the name of one around it (JLS 8.1), and a field would hide one (JLS 6.4.2).
            taken.addAll(path.names());
            taken.addAll(fieldNames);
            Map<String, String> java =
                    NameScope.ofTypes(Identifiers::upperCamel, "", taken).of(owners.values());
            Map<Integer, TypePath> nested = new HashMap<>();
            owners.forEach((element, owner) -> nested.put(element, path.nested(java.getOrDefault(owner, owner))));
            return nested;
        }

        private BtfType.Composite composite(Members.Member member) {
            return (BtfType.Composite) btf.type(btf.resolve(member.type()));
        }

        private boolean isFlexible(Members.Member member, DataType found) {
            boolean array = found instanceof DataType.Bytes bytes
                            && bytes.size() == 0
                            && btf.type(btf.resolve(member.type())) instanceof BtfType.Array
                    || found instanceof DataType.Array elements
                            && elements.count() == 0
                            && elements.element().size() > 0;
            return type instanceof BtfType.Struct && array && member.offset() % Byte.SIZE == 0;
        }

        /** An array without a length has, over the bytes of a union, as many elements as there is room for. */
        private DataType filled(Members.Member member, DataType found) {
            long room = Math.max(0, type.size() - member.offset() / Byte.SIZE);
            if (found instanceof DataType.Array array
                    && array.count() == 0
                    && array.element().size() > 0) {
                return new DataType.Array(
                        array.element(), room / array.element().size());
            }
            return found instanceof DataType.Bytes bytes
                            && bytes.size() == 0
                            && btf.type(btf.resolve(member.type())) instanceof BtfType.Array
                    ? new DataType.Bytes(room, bytes.text())
                    : found;
        }

        private void checkWithin(Members.Member member, String called, DataType found) {
            long bits = member.width() > 0 ? member.width() : found.size() * Byte.SIZE;
            if (member.width() == 0 && member.offset() % Byte.SIZE != 0) {
                throw new DataTypeException(cName + "::" + called + " starts within a byte, but is no bit-field");
            }
            if (member.offset() + bits > type.size() * Byte.SIZE && found.size() > 0) {
                throw new DataTypeException(cName + "::" + called + " reaches beyond the end of " + cName);
            }
        }

        private List<Field.Alias> aliases(Members.Member member, Map<String, String> fieldNames) {
            return member.name().isEmpty()
                    ? members.flat(composite(member)).stream()
                            .map(inner ->
                                    new Field.Alias(inner.name(), fieldNames.getOrDefault(inner.name(), inner.name())))
                            .toList()
                    : List.of();
        }
    }
}
