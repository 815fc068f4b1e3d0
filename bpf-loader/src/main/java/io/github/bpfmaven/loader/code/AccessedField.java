package io.github.bpfmaven.loader.code;

import java.util.Optional;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.object.BpfCoreRelocation;
import io.github.bpfmaven.relocation.CoreAccess;
import io.github.bpfmaven.relocation.CoreSpec;

/**
 * The field that a CO-RE relocation ends at; no bit-field.
 *
 * @param type its type id
 */
record AccessedField(Btf btf, int type) {
    /** In the object's types, by the access that the compiler wrote down; nothing for a bit-field. */
    static Optional<AccessedField> of(Btf btf, BpfCoreRelocation relocation) {
        int type = relocation.type();
        boolean first = true;
        Optional<AccessedField> field = Optional.empty();
        for (String step : relocation.access().split(":")) {
            int index = Integer.parseInt(step);
            if (!first) {
                BtfType outer = btf.type(btf.resolve(type));
                if (outer instanceof BtfType.Composite composite
                        && index < composite.members().size()) {
                    BtfMember member = composite.members().get(index);
                    if (member.bitFieldSize() > 0) {
                        return Optional.empty();
                    }
                    type = member.type();
                } else if (outer instanceof BtfType.Array array) {
                    type = array.elementType();
                } else {
                    return Optional.empty();
                }
            }
            first = false;
            field = Optional.of(new AccessedField(btf, type));
        }
        return field;
    }

    /** In a kernel's types; nothing for a bit-field. */
    static Optional<AccessedField> of(CoreSpec spec) {
        CoreAccess last = spec.accesses().get(spec.accesses().size() - 1);
        if (last.name().isEmpty()) {
            return Optional.of(new AccessedField(spec.btf(), last.type()));
        }
        BtfMember member =
                ((BtfType.Composite) spec.btf().type(last.type())).members().get(last.index());
        return member.bitFieldSize() > 0 ? Optional.empty() : Optional.of(new AccessedField(spec.btf(), member.type()));
    }

    /** In bytes; 0 if it has none. */
    long size() {
        return btf.size(type).orElse(0);
    }

    /**
     * Whether an instruction that accesses this one may access the other with its own size instead: zeros fill up what is
     * missing, which is right for pointers and unsigned integers.
     */
    boolean mayBeWidened(AccessedField other) {
        BtfType ours = btf.type(btf.resolve(type));
        BtfType theirs = other.btf.type(other.btf.resolve(other.type));
        return ours instanceof BtfType.Ptr && theirs instanceof BtfType.Ptr
                || ours instanceof BtfType.Int one
                        && theirs instanceof BtfType.Int two
                        && one.encoding() != BtfType.Int.SIGNED
                        && two.encoding() != BtfType.Int.SIGNED;
    }
}
