package io.github.bpfmaven.input;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import io.github.bpfmaven.input.MetadataRecords.Node;

/**
 * Takes the debug info out of bitcode that never becomes BTF, which for a source that includes vmlinux.h is nearly all of
 * it. LLVM would carry it through every step of a link.
 *
 * <p>What a struct member points to, and what a member that is a function pointer takes and gives, need not be known to use
 * the member: BTF has a forward declaration there, or the struct itself if it is there for another reason. LLVM 20
 * ({@code BTFDebug.cpp}, {@code visitDerivedType}) does the same for a plain pointer from struct to struct, but follows it in
 * the end where a qualifier is in between, and follows every function's parameters. So a struct that is reached only in
 * these ways is made a forward declaration here. Clang makes each struct distinct from all others; these are made so that LLVM
 * takes equal ones for the same one. The types of local variables, and the lists of a source's enums and retained types,
 * are not looked at by LLVM either.
 *
 * <p>The bitcode keeps its length: a number is overwritten with another one of as many bits.
 */
final class DebugInfoCut {
    private static final List<String> UNLOWERED = List.of(
            "llvm.preserve.struct",
            "llvm.preserve.array",
            "llvm.preserve.union",
            "llvm.preserve.static",
            "llvm.bpf.preserve",
            "llvm.bpf.btf");

    private static final int TAG_ARRAY = 0x01;
    private static final int TAG_MEMBER = 0x0d;
    private static final int TAG_POINTER = 0x0f;
    private static final int TAG_STRUCT = 0x13;
    private static final int TAG_UNION = 0x17;
    private static final int FLAG_FORWARD_BIT = 2;

    /** Operands of DIDerivedType and DICompositeType that are at the same place in both. */
    private static final int DISTINCT = 0;

    private static final int TAG = 1;
    private static final int NAME = 2;
    private static final int BASE_TYPE = 6;
    private static final int FLAGS = 10;
    /** Of DICompositeType. */
    private static final int ELEMENTS = 11;
    /** Of DIDerivedType. */
    private static final int ANNOTATIONS = 13;
    /** Of DISubroutineType. */
    private static final int TYPES = 2;
    /** Of DISubprogram and DIGlobalVariable. */
    private static final int TYPE = 6;
    /** Of DILocalVariable. */
    private static final int LOCAL_TYPE = 5;

    private static final int LOCAL_ARGUMENT = 6;
    /** Of DICompileUnit. */
    private static final int ENUMS = 9;

    private static final int RETAINED_TYPES = 10;

    private final MetadataRecords records;
    /** By node: one bit for each way in which it is reached. */
    private final byte[] reached;

    private final Deque<Step> open = new ArrayDeque<>();

    private DebugInfoCut(MetadataRecords records) {
        this.records = records;
        this.reached = new byte[records.nodes().size()];
    }

    private record Step(int node, Reach how) {}

    /** How a type is reached. */
    private enum Reach {
        /** Everything of it becomes BTF. */
        WHOLE,
        /** As a member of a struct, or as a parameter of one: a pointer to a struct ends here. */
        MEMBER,
        /** As a member, over a pointer. */
        POINTEE,
        /** As part of a map's definition, where pointers are followed. Any global may be a map as far as is known here. */
        MAP
    }

    /**
     * The same bitcode without what BTF doesn't need.
     *
     * @param bitcode without a wrapper; it is not changed
     * @return what was given if there is nothing to cut, or the bitcode isn't written as LLVM writes it
     */
    static byte[] cut(byte[] bitcode) {
        if (isUnlowered(bitcode)) {
            return bitcode;
        }
        try {
            return new DebugInfoCut(MetadataRecords.read(bitcode)).cutFrom(bitcode);
        } catch (Bitstream.DamagedException unusual) {
            // LLVM reads it, or says better what is wrong with it.
            return bitcode;
        }
    }

    /**
     * Whether accesses are still calls of intrinsics ({@code -disable-llvm-passes}), which passes lower by debug info that
     * BTF has no use for. Names stand in one table, as bytes.
     */
    private static boolean isUnlowered(byte[] bitcode) {
        var text = new String(bitcode, StandardCharsets.ISO_8859_1);
        return UNLOWERED.stream().anyMatch(text::contains);
    }

    private byte[] cutFrom(byte[] bitcode) {
        reachRoots();
        while (!open.isEmpty()) {
            visit(open.pop());
        }
        var cut = bitcode.clone();
        for (var index = 0; index < reached.length; index++) {
            var node = records.nodes().get(index).record();
            switch (node.code()) {
                case MetadataRecords.COMPOSITE_TYPE -> {
                    if (isStruct(node) && reached[index] == 0) {
                        clear(cut, node, ELEMENTS);
                        clear(cut, node, DISTINCT);
                        declare(cut, node);
                    }
                }
                case MetadataRecords.LOCAL_VAR -> {
                    if (node.operand(LOCAL_ARGUMENT) == 0) {
                        clear(cut, node, LOCAL_TYPE);
                    }
                }
                case MetadataRecords.COMPILE_UNIT -> {
                    clear(cut, node, ENUMS);
                    clear(cut, node, RETAINED_TYPES);
                }
                default -> {}
            }
        }
        return cut;
    }

    private static void clear(byte[] bitcode, BitstreamRecord node, int operand) {
        if (node.place(operand) >= 0) {
            MetadataRecords.clear(bitcode, node.place(operand));
        }
    }

    /** Sets the flag of a type that is declared only. The first five bits of a number are its lowest ones. */
    private static void declare(byte[] bitcode, BitstreamRecord node) {
        if (node.place(FLAGS) >= 0) {
            var bit = node.place(FLAGS) + FLAG_FORWARD_BIT;
            bitcode[(int) (bit >> 3)] |= (byte) (1 << (bit & 7));
        }
    }

    private void reachRoots() {
        for (var node : records.nodes()) {
            switch (node.record().code()) {
                case MetadataRecords.SUBPROGRAM -> reach(node, TYPE, Reach.WHOLE);
                case MetadataRecords.GLOBAL_VAR -> reach(node, TYPE, Reach.MAP);
                default -> {}
            }
        }
        // What a CO-RE relocation starts from is attached to the variable that stands for it.
        for (var attachment : records.attachments()) {
            for (var i = 2; i < attachment.size(); i += 2) {
                reach(records.find(attachment.operand(i) + 1, 0), Reach.WHOLE);
            }
        }
    }

    private void reach(Node node, int operand, Reach how) {
        reach(records.find(node.record().operand(operand), node.space()), how);
    }

    private void reach(OptionalInt found, Reach how) {
        if (found.isPresent()) {
            var node = found.getAsInt();
            var bit = 1 << how.ordinal();
            if ((reached[node] & bit) == 0) {
                reached[node] |= (byte) bit;
                open.push(new Step(node, how));
            }
        }
    }

    private void visit(Step step) {
        var node = records.nodes().get(step.node);
        switch (node.record().code()) {
            case MetadataRecords.DERIVED_TYPE -> visitDerived(node, step.how);
            case MetadataRecords.COMPOSITE_TYPE -> visitComposite(node, step.how);
            case MetadataRecords.SUBROUTINE_TYPE ->
                reachAll(
                        node,
                        TYPES,
                        step.how == Reach.MEMBER || step.how == Reach.POINTEE ? Reach.MEMBER : Reach.WHOLE);
            default -> {}
        }
    }

    private void visitDerived(Node node, Reach how) {
        var next = how;
        var tag = node.record().operand(TAG);
        if (tag == TAG_MEMBER) {
            next = Reach.MEMBER;
        } else if (how == Reach.MEMBER && tag == TAG_POINTER && node.record().operand(ANNOTATIONS) == 0) {
            next = Reach.POINTEE;
        }
        if (next != Reach.POINTEE || !endsAtBaseOf(node)) {
            reach(node, BASE_TYPE, next);
        }
    }

    /** Whether a pointer in a struct is not followed to that type: a struct with a name and a definition. */
    private boolean endsAtBaseOf(Node pointer) {
        var found = records.find(pointer.record().operand(BASE_TYPE), pointer.space());
        if (found.isEmpty()) {
            return false;
        }
        var base = records.nodes().get(found.getAsInt()).record();
        return base.code() == MetadataRecords.COMPOSITE_TYPE
                && isStruct(base)
                && base.operand(NAME) != 0
                && (base.operand(FLAGS) >> FLAG_FORWARD_BIT & 1) == 0;
    }

    private void visitComposite(Node node, Reach how) {
        if (node.record().operand(TAG) == TAG_ARRAY) {
            reach(node, BASE_TYPE, how == Reach.MAP ? Reach.MAP : Reach.WHOLE);
        } else if (isStruct(node.record())) {
            if (how == Reach.MAP) {
                tuple(node, ELEMENTS).forEach(this::reachMapAttribute);
            }
            reachAll(node, ELEMENTS, Reach.WHOLE);
        }
    }

    /** What a map says of itself stands in the types of its members, which are pointers. */
    private void reachMapAttribute(int member) {
        var attribute = records.nodes().get(member);
        var base = records.find(attribute.record().operand(BASE_TYPE), attribute.space());
        var composite = base.isPresent()
                && records.nodes().get(base.getAsInt()).record().code() == MetadataRecords.COMPOSITE_TYPE;
        reach(base, composite ? Reach.MAP : Reach.WHOLE);
    }

    private void reachAll(Node node, int operand, Reach how) {
        tuple(node, operand).forEach(element -> reach(OptionalInt.of(element), how));
    }

    /** The nodes in the tuple that an operand refers to. */
    private IntStream tuple(Node node, int operand) {
        var found = records.find(node.record().operand(operand), node.space());
        if (found.isEmpty()) {
            return IntStream.empty();
        }
        var tuple = records.nodes().get(found.getAsInt());
        return tuple.record().code() == MetadataRecords.NODE
                ? IntStream.range(0, tuple.record().size())
                        .mapToObj(i -> records.find(tuple.record().operand(i), tuple.space()))
                        .flatMapToInt(OptionalInt::stream)
                : IntStream.empty();
    }

    private static boolean isStruct(BitstreamRecord composite) {
        return composite.operand(TAG) == TAG_STRUCT || composite.operand(TAG) == TAG_UNION;
    }
}
