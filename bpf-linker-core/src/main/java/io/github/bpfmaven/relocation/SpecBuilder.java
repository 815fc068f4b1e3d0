package io.github.bpfmaven.relocation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.object.BpfCoreRelocation.Kind;

/** A {@link CoreSpec} that is made step by step, some of which turn out to be wrong. */
final class SpecBuilder {
    /** {@code BPF_CORE_SPEC_MAX_LEN} of libbpf. */
    private static final int MOST_STEPS = 64;

    /** libbpf counts bits in 32 bits. */
    private static final long MOST_BITS = 0xffff_ffffL;

    private final SizedTypes types;
    private final Kind kind;
    private final int type;
    private final List<Integer> indices = new ArrayList<>();
    private final List<CoreAccess> accesses = new ArrayList<>();
    private long bitOffset;

    SpecBuilder(SizedTypes types, Kind kind, int type) {
        this.types = types;
        this.kind = kind;
        this.type = type;
    }

    CoreSpec build() {
        return new CoreSpec(types.btf(), kind, type, indices, accesses, bitOffset);
    }

    void enumerator(int enumId, int index, String name) {
        indices.add(index);
        accesses.add(new CoreAccess(enumId, index, Optional.of(name)));
    }

    /** Goes to an element of this type. */
    void element(int elementId, int index) throws InvalidSpecException {
        index(index);
        accesses.add(new CoreAccess(elementId, index, Optional.empty()));
        long size = types.size(elementId);
        if (size > 0 && index > MOST_BITS / Byte.SIZE / size) {
            throw tooFar();
        }
        move(index * size * Byte.SIZE);
    }

    /** Goes to a member, which is no access yet: it may have no name. */
    void into(int index, BtfMember member) throws InvalidSpecException {
        index(index);
        move(member.bitOffset());
    }

    /** Takes back the last {@link #into}. */
    void back(BtfMember member) {
        indices.remove(indices.size() - 1);
        bitOffset -= member.bitOffset();
    }

    /** Says that the member which {@link #into} went to has a name. */
    void named(int compositeId, int index, String name) {
        accesses.add(new CoreAccess(compositeId, index, Optional.of(name)));
    }

    /**
     * Whether an array has this element. An array without a length that is the last member has any: a flexible array, also
     * in the old spelling {@code [0]}. ({@code is_flex_arr} in libbpf's {@code relo_core.c}.)
     */
    boolean isWithin(BtfType.Array array, int index) {
        CoreAccess before = accesses.get(accesses.size() - 1);
        boolean flexible = array.count() == 0
                && before.name().isPresent()
                && types.btf().type(before.type()) instanceof BtfType.Composite composite
                && before.index() == composite.members().size() - 1;
        return flexible || index < array.count();
    }

    private void index(int index) throws InvalidSpecException {
        if (indices.size() == MOST_STEPS) {
            throw new InvalidSpecException(
                    "it has more than " + MOST_STEPS + " steps, which is as many as a loader follows");
        }
        indices.add(index);
    }

    private void move(long bits) throws InvalidSpecException {
        bitOffset += bits;
        if (bitOffset > MOST_BITS) {
            throw tooFar();
        }
    }

    private static InvalidSpecException tooFar() {
        return new InvalidSpecException("it leads further than 512 MiB from where it starts");
    }
}
