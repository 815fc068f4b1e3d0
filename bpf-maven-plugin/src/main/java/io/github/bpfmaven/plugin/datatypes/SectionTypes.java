package io.github.bpfmaven.plugin.datatypes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.btf.CText;
import io.github.bpfmaven.object.BpfDataSection;
import io.github.bpfmaven.object.BpfVariable;
import io.github.bpfmaven.plugin.names.Identifiers;
import io.github.bpfmaven.plugin.names.NameScope;

/** Sections of global variables, seen as structs with a member for each variable. */
public final class SectionTypes {
    /** What no accessor of a variable may be: methods of Object, and what every generated section has. */
    private static final Set<String> RESERVED =
            Set.of("clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait", "buffer");

    private SectionTypes() {}

    /** What must be read for a section: the types of its variables, and those that its pointers point to. */
    public static List<TypeRoot> roots(Btf btf, BpfDataSection section) {
        List<TypeRoot> roots = new ArrayList<>();
        for (BpfVariable variable : section.variables()) {
            if (hasType(btf, variable)) {
                roots.add(new TypeRoot(id(section, variable), variable.type(), variable.name()));
                if (btf.type(btf.resolve(variable.type())) instanceof BtfType.Ptr pointer) {
                    // The way to keep the type of a ring buffer's events in an object.
                    roots.add(new TypeRoot(id(section, variable) + " points to", pointer.type(), variable.name()));
                }
            }
        }
        return roots;
    }

    /**
     * The section as a struct.
     *
     * @param path its place
     * @param types in which its roots are
     */
    public static Definition.Composite of(TypePath path, Btf btf, BpfDataSection section, DataTypes types) {
        CText text = new CText(btf);
        Map<String, BpfVariable> variables = new LinkedHashMap<>();
        section.variables().forEach(variable -> variables.putIfAbsent(variable.name(), variable));
        Map<String, String> names =
                NameScope.ofMembers(Identifiers::lowerCamel, RESERVED::contains).of(variables.keySet());
        List<Field> fields = new ArrayList<>();
        variables.forEach((name, variable) -> {
            boolean typed = hasType(btf, variable);
            DataType type = typed ? types.root(id(section, variable)) : new DataType.Bytes(variable.size(), false);
            if (type.size() > 0) {
                fields.add(new Field(
                        name,
                        names.getOrDefault(name, name),
                        type,
                        Placement.same(new Placement.Bits(variable.offset() * Byte.SIZE, 0)),
                        false,
                        typed ? text.variable(variable.type(), name) : name,
                        List.of()));
            }
        });
        return new Definition.Composite(path, section.name(), section.size(), true, fields);
    }

    private static boolean hasType(Btf btf, BpfVariable variable) {
        // A variable that the compiler has cut down is bytes only.
        return variable.type() != 0 && btf.size(variable.type()).orElse(Long.MAX_VALUE) <= variable.size();
    }

    private static String id(BpfDataSection section, BpfVariable variable) {
        return "the variable " + variable.name() + " in " + section.name();
    }
}
