package io.github.bpfmaven.relocation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfType;

/**
 * Which types and members of a kernel are kept: those that relocations need.
 *
 * <p>Source of what they need: {@code btfgen_*} in {@code src/gen.c} of bpftool 7.8. Where that goes round for ever (a
 * member points to a function that takes the struct itself) or gives up (declarations and type tags behind pointers), this
 * goes on.
 */
final class KeptTypes {
    private final Btf kernel;
    private final BitSet types = new BitSet();
    private final Map<Integer, BitSet> members = new HashMap<>();
    private final Map<Extent, BitSet> done = new EnumMap<>(Extent.class);
    private final Deque<Step> todo = new ArrayDeque<>();

    private record Step(int type, Extent extent) {}

    KeptTypes(Btf kernel) {
        this.kernel = kernel;
        for (Extent extent : Extent.values()) {
            done.put(extent, new BitSet());
        }
    }

    /** What finding this again takes. */
    void keep(CoreSpec spec) {
        switch (spec.kind()) {
            case TYPE_ID_LOCAL -> {}
            case TYPE_ID_TARGET, TYPE_EXISTS, TYPE_SIZE -> keep(spec.type(), Extent.POINTEES);
            case TYPE_MATCHES -> keep(spec.type(), Extent.MEMBERS);
            case ENUMVAL_EXISTS, ENUMVAL_VALUE -> keep(spec.type(), Extent.SHELL);
            default -> keepField(spec);
        }
    }

    /** A type to this extent. */
    void keep(int type, Extent extent) {
        todo.push(new Step(type, extent));
        while (!todo.isEmpty()) {
            Step step = todo.pop();
            if (step.type != 0 && !done.get(step.extent).get(step.type)) {
                done.get(step.extent).set(step.type);
                types.set(step.type);
                follow(kernel.type(step.type), step);
            }
        }
    }

    private void keepField(CoreSpec spec) {
        keep(spec.type(), Extent.SHELL);
        int id = kernel.resolve(spec.type());
        for (int index : spec.indices().subList(1, spec.indices().size())) {
            if (kernel.type(id) instanceof BtfType.Composite composite) {
                member(id).set(index);
                int member = composite.members().get(index).type();
                keep(member, Extent.SHELL);
                id = kernel.resolve(member);
            } else {
                id = kernel.resolve(((BtfType.Array) kernel.type(id)).elementType());
            }
        }
    }

    private void follow(BtfType type, Step step) {
        boolean all = step.extent == Extent.MEMBERS || step.extent == Extent.BEHIND_POINTER;
        if (type instanceof BtfType.Composite composite) {
            if (step.extent == Extent.MEMBERS) {
                member(step.type).set(0, composite.members().size());
                later(composite.references(), Extent.MEMBERS);
            }
        } else if (type instanceof BtfType.Ptr) {
            if (step.extent != Extent.SHELL) {
                later(type.references(), all ? Extent.BEHIND_POINTER : Extent.POINTEES);
            }
        } else if (type instanceof BtfType.Array || type instanceof BtfType.FuncProto) {
            later(type.references(), all ? Extent.MEMBERS : step.extent);
        } else {
            later(type.references(), step.extent);
        }
    }

    private void later(IntStream ids, Extent extent) {
        ids.forEach(id -> todo.push(new Step(id, extent)));
    }

    private BitSet member(int composite) {
        return members.computeIfAbsent(composite, id -> new BitSet());
    }

    /** How many types and members there are. */
    int count() {
        return types.cardinality()
                + members.values().stream().mapToInt(BitSet::cardinality).sum();
    }

    /** By a kernel's type id the new one; 0 for what is not kept, which is {@code void}. */
    IntUnaryOperator ids() {
        int[] ids = new int[kernel.types().size()];
        int next = 1;
        for (int id : types.stream().toArray()) {
            ids[id] = next++;
        }
        return id -> ids[id];
    }

    /** The kept types in the order of the kernel's ids. What a pointer leads to may not be there: it is {@code void *} then. */
    Btf write() {
        IntUnaryOperator ids = ids();
        List<BtfType> kept = new ArrayList<>();
        types.stream().forEach(id -> kept.add(lessMembers(id).withReferences(ids)));
        return Btf.of(kernel.byteOrder(), kept);
    }

    private BtfType lessMembers(int id) {
        BtfType type = kernel.type(id);
        if (!(type instanceof BtfType.Composite composite)) {
            return type;
        }
        List<BtfMember> kept = members.getOrDefault(id, new BitSet()).stream()
                .mapToObj(composite.members()::get)
                .toList();
        boolean bitFields = kept.stream().anyMatch(member -> member.bitFieldSize() > 0);
        return type instanceof BtfType.Struct
                ? new BtfType.Struct(type.name(), composite.size(), bitFields, kept)
                : new BtfType.Union(type.name(), composite.size(), bitFields, kept);
    }
}
