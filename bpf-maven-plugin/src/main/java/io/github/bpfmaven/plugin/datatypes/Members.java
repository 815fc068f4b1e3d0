package io.github.bpfmaven.plugin.datatypes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfType;

/**
 * The members of a struct or union as C lets them be named: those of anonymous structs and unions are members of what is
 * around them.
 */
final class Members {
    private final Btf btf;

    Members(Btf btf) {
        this.btf = btf;
    }

    /** All members, also those of anonymous unions: they lie over each other. */
    List<Member> flat(BtfType.Composite type) {
        return flat(type, true);
    }

    /** All members; an anonymous union is one, without a name. */
    List<Member> withUnions(BtfType.Composite type) {
        return flat(type, false);
    }

    private List<Member> flat(BtfType.Composite type, boolean intoUnions) {
        List<Member> members = new ArrayList<>();
        collect(type, 0, intoUnions, members);
        Set<String> seen = new HashSet<>();
        // C has no two of one name; damaged BTF may.
        return members.stream()
                .filter(member -> member.name().isEmpty() || seen.add(member.name()))
                .toList();
    }

    private void collect(BtfType.Composite type, long offset, boolean intoUnions, List<Member> members) {
        for (BtfMember member : type.members()) {
            if (!member.name().isEmpty()) {
                members.add(member(member, offset));
            } else if (btf.type(btf.resolve(member.type())) instanceof BtfType.Composite inner) {
                if (intoUnions || inner instanceof BtfType.Struct) {
                    collect(inner, offset + member.bitOffset(), intoUnions, members);
                } else {
                    members.add(member(member, offset));
                }
            }
            // What else has no name is padding.
        }
    }

    private Member member(BtfMember member, long base) {
        long offset = base + member.bitOffset();
        int width = member.bitFieldSize();
        if (width == 0 && btf.type(btf.resolve(member.type())) instanceof BtfType.Int number) {
            // Without kind_flag the integer says what the bit-field is (Documentation/bpf/btf.rst, BTF_KIND_INT).
            boolean narrow = number.bits() > 0 && number.bits() < number.size() * Byte.SIZE;
            if (narrow || number.bitOffset() > 0 || offset % Byte.SIZE != 0) {
                return new Member(member.name(), member.type(), offset + number.bitOffset(), number.bits());
            }
        }
        return new Member(member.name(), member.type(), offset, width);
    }

    /**
     * The name that an anonymous union is called by: of its first member, those of anonymous structs only where there is no
     * other, since headers declare bit-fields in another order for another byte order.
     */
    Optional<String> callName(BtfType.Composite union) {
        return union.members().stream()
                .map(BtfMember::name)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .or(() -> flat(union).stream()
                        .filter(member -> member.width() == 0)
                        .map(Member::name)
                        .findFirst())
                .or(() -> flat(union).stream().map(Member::name).sorted().findFirst());
    }

    /**
     * A member.
     *
     * @param name empty for an anonymous union
     * @param type a type id
     * @param offset from the start of the outermost type, in bits
     * @param width of a bit-field in bits, else 0
     */
    record Member(String name, int type, long offset, int width) {}
}
