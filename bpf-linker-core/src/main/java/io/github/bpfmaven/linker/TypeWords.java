package io.github.bpfmaven.linker;

import java.util.Optional;

import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfParam;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.btf.CText;

/** How differences of types are put. */
final class TypeWords {
    private final CText first;
    private final CText second;

    TypeWords(CText first, CText second) {
        this.first = first;
        this.second = second;
    }

    /** As the sources write both; without typedefs where these don't tell them apart. */
    Names names(int firstId, int secondId, int firstResolved, int secondResolved) {
        var written = new Names(first.type(firstId), second.type(secondId));
        return written.same() ? new Names(first.type(firstResolved), second.type(secondResolved)) : written;
    }

    String different(BtfType a, BtfType b, Names names) {
        if (a instanceof BtfType.Func != b instanceof BtfType.Func) {
            return "it is " + (a instanceof BtfType.Func ? "a function" : "a variable") + " in the one and "
                    + (b instanceof BtfType.Func ? "a function" : "a variable") + " in the other";
        }
        return names.same()
                ? "two different types, both written " + names.first()
                : names.first() + " and " + names.second() + " are different types";
    }

    /** What two integers of one size mean; empty if they mean the same. {@code char} is signed in BPF. */
    Optional<String> meaning(BtfType.Int a, BtfType.Int b, Names names) {
        var meant = meaning(a);
        return meant.equals(meaning(b))
                ? Optional.empty()
                : Optional.of(names.first() + " is " + meant + ", " + names.second() + " is " + meaning(b));
    }

    private static String meaning(BtfType.Int number) {
        if ((number.encoding() & BtfType.Int.BOOL) != 0) {
            return "true or false";
        }
        return (number.encoding() & BtfType.Int.SIGNED) != 0 ? "signed" : "unsigned";
    }

    static String sizes(Names names, long a, long b) {
        return names.same()
                ? sizes(names.first(), a, b)
                : names.first() + " is " + count(a, "byte") + ", " + names.second() + " is " + b;
    }

    static String sizes(String name, long a, long b) {
        return name + " is " + count(a, "byte") + " in the one and " + b + " in the other";
    }

    static String names(int number, String owner, BtfMember a, BtfMember b) {
        return "member " + (number + 1) + " of " + owner + " is " + quoted(a.name()) + " in the one and "
                + quoted(b.name()) + " in the other";
    }

    /** In what the places of two members in their structs differ. */
    static Optional<String> place(String member, BtfMember a, BtfMember b) {
        if (a.bitOffset() != b.bitOffset()) {
            return Optional.of(member + " is at " + place(a.bitOffset()) + " in the one and at " + place(b.bitOffset())
                    + " in the other");
        }
        return a.bitFieldSize() == b.bitFieldSize()
                ? Optional.empty()
                : Optional.of(member + " is " + width(a) + " in the one and " + width(b) + " in the other");
    }

    static String member(BtfMember member, int number) {
        return member.name().isEmpty() ? "member " + (number + 1) : "member '" + member.name() + "'";
    }

    static String parameter(int number, BtfParam a, BtfParam b) {
        var name = a.name().isEmpty() ? b.name() : a.name();
        return "parameter " + (number + 1) + (name.isEmpty() ? "" : " ('" + name + "')");
    }

    static String composite(BtfType.Composite type) {
        return (type instanceof BtfType.Union ? "union " : "struct ")
                + (type.name().isEmpty() ? "{…}" : type.name());
    }

    static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String quoted(String name) {
        return name.isEmpty() ? "without a name" : "'" + name + "'";
    }

    private static String place(long bits) {
        return bits % 8 == 0 ? "byte " + bits / 8 : "bit " + bits;
    }

    private static String width(BtfMember member) {
        return member.bitFieldSize() == 0 ? "no bit-field" : count(member.bitFieldSize(), "bit") + " wide";
    }

    /** What the two types are called. */
    record Names(String first, String second) {
        boolean same() {
            return first.equals(second);
        }
    }
}
