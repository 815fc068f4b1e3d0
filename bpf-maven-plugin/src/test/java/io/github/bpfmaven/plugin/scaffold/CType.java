package io.github.bpfmaven.plugin.scaffold;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A type of C, as a test makes it up. Where its parts lie is for clang to say. */
sealed interface CType {
    /** Whether C stores nothing for it. */
    default boolean isEmpty() {
        return false;
    }

    /** How many values without parts it holds. */
    default int leaves() {
        return 1;
    }

    /** Whether a union is anywhere in it: whose padding no initialiser reaches. */
    default boolean hasUnion() {
        return false;
    }

    /**
     * A number.
     *
     * @param name as C has it
     * @param bits of its values
     */
    record Number(String name, int bits, boolean signed) implements CType {}

    /** {@code _Bool}. */
    record Bool() implements CType {}

    /**
     * A floating-point number.
     *
     * @param name as C has it
     * @param bits 32 or 64
     */
    record Real(String name, int bits) implements CType {}

    /**
     * An address.
     *
     * @param declaration with {@code %s} for what is declared
     */
    record Pointer(String declaration) implements CType {}

    /**
     * An enum.
     *
     * @param name of the tag or typedef; empty for one without
     * @param bits of its type
     */
    record Enumeration(
            String name, boolean typedef, boolean packed, int bits, boolean signed, Map<String, BigInteger> constants)
            implements CType {}

    /**
     * An array.
     *
     * @param count of its elements; -1 for a flexible one
     */
    record Array(CType element, int count) implements CType {
        @Override
        public boolean isEmpty() {
            return count == 0 || element.isEmpty();
        }

        @Override
        public int leaves() {
            return Math.max(1, count) * element.leaves();
        }

        @Override
        public boolean hasUnion() {
            return element.hasUnion();
        }
    }

    /**
     * A struct or a union.
     *
     * @param name of the tag or typedef; empty for one without
     * @param aligned what its attribute says; 0 for none
     */
    record Composite(String name, boolean typedef, boolean union, boolean packed, int aligned, List<Member> members)
            implements CType {
        @Override
        public boolean isEmpty() {
            return members.stream().allMatch(member -> member.width == 0 || member.type.isEmpty());
        }

        @Override
        public int leaves() {
            return members.stream().mapToInt(member -> member.type.leaves()).sum();
        }

        @Override
        public boolean hasUnion() {
            return union || members.stream().anyMatch(member -> member.type.hasUnion());
        }

        /** The same with other members. */
        Composite with(List<Member> others) {
            return new Composite(name, typedef, union, packed, aligned, others);
        }

        /** The members that a value has: all but unnamed bit-fields. */
        List<Member> initialised() {
            return members.stream()
                    .filter(member -> !member.name.isEmpty() || member.type instanceof Composite)
                    .toList();
        }

        /** Whether the last member is a flexible array. */
        boolean endsInFlexible() {
            return !members.isEmpty() && members.get(members.size() - 1).type instanceof Array array && array.count < 0;
        }
    }

    /**
     * A member.
     *
     * @param name empty for an anonymous struct or union and for a bit-field that is padding
     * @param width of a bit-field; -1 for what is none
     * @param aligned what its attribute says; 0 for none
     */
    record Member(String name, CType type, int width, int aligned) {}

    /** The types with a name, each behind those that it is made of. */
    static Stream<CType> named(CType type) {
        if (type instanceof Array array) {
            return named(array.element);
        }
        if (type instanceof Enumeration values) {
            return values.name.isEmpty() ? Stream.of() : Stream.of(values);
        }
        if (type instanceof Composite composite) {
            Stream<CType> inner = composite.members.stream().flatMap(member -> named(member.type));
            return composite.name.isEmpty() ? inner : Stream.concat(inner, Stream.of(composite));
        }
        return Stream.of();
    }
}
