package io.github.bpfmaven.btf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is read in BTF, said in C: assertions that clang can check, and for bit-fields, of which C tells no offset, variables
 * in which just that bit-field is all ones. Follows struct members by name, through anonymous ones and into arrays.
 */
final class CStatements {
    private final Btf btf;
    private final CText text;
    private final List<String> assertions = new ArrayList<>();
    private final List<Probe> probes = new ArrayList<>();
    private final Set<Integer> reached = new HashSet<>();

    CStatements(Btf btf) {
        this.btf = btf;
        this.text = new CText(btf);
        for (int id = 1; id < btf.types().size(); id++) {
            BtfType type = btf.type(id);
            if (type instanceof BtfType.Composite composite && !composite.name().isEmpty()) {
                root(text.type(id), id);
            } else if (type instanceof BtfType.Typedef) {
                root(type.name(), id);
            } else if (type instanceof BtfType.Enum values) {
                enumerators(id, values.signed(), values.values());
            } else if (type instanceof BtfType.Enum64 values) {
                enumerators(id, values.signed(), values.values());
            } else if (type instanceof BtfType.DataSec section) {
                section.variables().forEach(this::variable);
            }
        }
    }

    /** One {@code _Static_assert} each. */
    List<String> assertions() {
        return assertions;
    }

    List<Probe> probes() {
        return probes;
    }

    /** Structs and unions of which something is said. */
    Set<Integer> reached() {
        return reached;
    }

    private void root(String root, int id) {
        size("sizeof(" + root + ")", id);
        compatible(root, btf.resolve(id));
        if (btf.type(btf.resolve(id)) instanceof BtfType.Composite composite) {
            reached.add(btf.resolve(id));
            members(new Place(root, "", 0, composite.size()), composite);
        }
    }

    private void members(Place at, BtfType.Composite composite) {
        for (BtfMember member : composite.members()) {
            Place place = at.member(member);
            if (member.bitFieldSize() > 0) {
                probes.add(new Probe("probe_" + probes.size(), place, member.bitFieldSize(), isBool(member.type())));
            } else {
                member(place, member);
            }
        }
    }

    private void member(Place place, BtfMember member) {
        if (!member.name().isEmpty()) {
            say("__builtin_offsetof(" + place.root + ", " + place.path + ") * 8 == " + place.bits);
            // C has no size for an array without a length, and BTF no difference to one of length 0.
            if (!(btf.type(btf.resolve(member.type())) instanceof BtfType.Array array) || array.count() > 0) {
                size("sizeof(" + place.value() + ")", member.type());
                compatible("__typeof__(" + place.value() + ")", member.type());
            }
        }
        int element = btf.resolve(member.type());
        Place last = place;
        while (btf.type(element) instanceof BtfType.Array array && array.count() > 0) {
            element = btf.resolve(array.elementType());
            last = last.element(array.count() - 1, btf.size(element).orElseThrow());
        }
        if (btf.type(element) instanceof BtfType.Composite inner) {
            reached.add(element);
            members(last, inner);
        }
    }

    private void variable(BtfVarSecInfo info) {
        if (btf.type(info.type()) instanceof BtfType.Var variable) {
            say("sizeof(" + variable.name() + ") == " + info.size());
            size("sizeof(" + variable.name() + ")", variable.type());
            compatible("__typeof__(" + variable.name() + ")", variable.type());
        }
    }

    private void enumerators(int id, boolean signed, List<BtfEnumerator> values) {
        String name = text.type(id);
        if (!btf.type(id).name().isEmpty()) {
            size("sizeof(" + name + ")", id);
            say("((" + name + ")-1 < 0) == " + (signed ? 1 : 0));
        }
        for (BtfEnumerator value : values) {
            say("(unsigned long long)" + value.name() + " == " + Long.toUnsignedString(value.value()) + "ULL");
            say("(" + value.name() + " < 0) == " + (signed && value.value() < 0 ? 1 : 0));
        }
    }

    private void size(String expression, int id) {
        OptionalLong size = btf.size(id);
        if (size.isPresent()) {
            say(expression + " == " + size.getAsLong());
        }
    }

    /** Unless the type holds one without a name, of which C cannot speak. */
    private void compatible(String type, int id) {
        String known = text.type(id);
        if (!known.contains("{") && !known.equals(type)) {
            say("__builtin_types_compatible_p(" + type + ", " + known + ")");
        }
    }

    private void say(String condition) {
        assertions.add("_Static_assert(" + condition + ", \"\");");
    }

    private boolean isBool(int id) {
        return btf.type(btf.resolve(id)) instanceof BtfType.Int number && (number.encoding() & BtfType.Int.BOOL) != 0;
    }

    /**
     * A member as C names it.
     *
     * @param root the type that it is in
     * @param path {@code a.b[2].c}
     * @param bits its place in bits from the start of the root
     * @param size of the root in bytes
     */
    record Place(String root, String path, long bits, long size) {
        private Place member(BtfMember member) {
            String dot = path.isEmpty() || member.name().isEmpty() ? "" : ".";
            return new Place(root, path + dot + member.name(), bits + member.bitOffset(), size);
        }

        private Place element(long index, long elementSize) {
            return new Place(root, path + "[" + index + "]", bits + index * elementSize * Byte.SIZE, size);
        }

        private String value() {
            return "((" + root + " *)0)->" + path;
        }
    }

    /**
     * A variable that has ones in a bit-field, and nothing else.
     *
     * @param bits the bit-field's width
     */
    record Probe(String name, Place place, int bits, boolean bool) {
        String definition() {
            return place.root + " " + name + " = { ." + place.path + " = " + (bool ? "1" : "-1") + " };";
        }
    }
}
