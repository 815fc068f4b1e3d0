package io.github.bpfmaven.plugin.datatypes;

import java.util.List;

/** A struct, union or enum that gets a Java type. */
public sealed interface Definition {
    /** Its place and name in Java. */
    TypePath path();

    /** As C says it, such as {@code struct event}; of a type without a name, the member or variable that has it. */
    String cName();

    /** In bytes. */
    long size();

    /**
     * A struct or a union.
     *
     * @param overBytes whether it is kept as its bytes, with every member a view of them: a union, or a struct that has
     *     more members than a Java record can
     * @param fields in the order of declaration; members of anonymous structs, and of anonymous unions if
     *     {@code overBytes}, are among them
     */
    record Composite(TypePath path, String cName, long size, boolean overBytes, List<Field> fields)
            implements Definition {
        /** The list is copied. */
        public Composite {
            fields = List.copyOf(fields);
        }
    }

    /**
     * An enum.
     *
     * @param size 1, 2, 4 or 8
     */
    record Enumeration(TypePath path, String cName, long size, boolean signed, List<Constant> constants)
            implements Definition {
        /** The list is copied. */
        public Enumeration {
            constants = List.copyOf(constants);
        }
    }

    /**
     * An enumerator.
     *
     * @param name in Java
     * @param valueName of the constant that has its number
     * @param value of up to 64 bits, sign- or zero-extended as the enum is
     */
    record Constant(String cName, String name, String valueName, long value) {}
}
