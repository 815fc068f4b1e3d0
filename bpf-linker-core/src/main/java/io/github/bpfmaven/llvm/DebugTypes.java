package io.github.bpfmaven.llvm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

import org.bytedeco.llvm.global.LLVM;

import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfParam;
import io.github.bpfmaven.btf.BtfType;

/**
 * Turns the debug info of one declaration into BTF types, as LLVM's own BTFDebug.cpp does for an object, but goes no further
 * than {@link LlvmDeclaration} says.
 */
final class DebugTypes {
    private static final Pattern ARGUMENT = Pattern.compile("arg: (\\d+)");

    /** Far more than C code nests; ends what a damaged input nests without end. */
    private static final int DEEPEST = 200;

    private final List<BtfType> types = new ArrayList<>();
    private final Map<Key, Integer> ids = new HashMap<>();
    private int depth;

    /** The types so far; the first has id 1. */
    List<BtfType> types() {
        return types;
    }

    /** Adds a type that names earlier ones. */
    int add(BtfType type) {
        types.add(type);
        return types.size();
    }

    /** The type of a {@code DIVariable}. */
    int variable(DebugNode variable, String section) {
        return id(variable.operand(DebugNode.VARIABLE_TYPE), Reach.ofVariable(section));
    }

    /**
     * The prototype of a {@code DISubprogram}, with the names of its parameters; empty if the debug info doesn't tell it:
     * {@code -g1} leaves an empty list, where {@code void f(void)} has the null of what it returns in it.
     */
    OptionalInt prototype(DebugNode subprogram) {
        var type = subprogram
                .operand(DebugNode.SUBPROGRAM_TYPE)
                .filter(node -> node.kind() == LLVM.LLVMDISubroutineTypeMetadataKind)
                .filter(node -> node.list(DebugNode.TYPE_ARRAY).findAny().isPresent());
        if (type.isEmpty()) {
            return OptionalInt.empty();
        }
        Map<Integer, String> names = new HashMap<>();
        subprogram
                .list(DebugNode.RETAINED_NODES)
                .flatMap(Optional::stream)
                .filter(node -> node.kind() == LLVM.LLVMDILocalVariableMetadataKind)
                .forEach(variable -> variable.printed(ARGUMENT)
                        .ifPresent(
                                number -> names.put(Integer.valueOf(number), variable.text(DebugNode.VARIABLE_NAME))));
        return OptionalInt.of(add(prototype(type.get(), Reach.VALUE, number -> names.getOrDefault(number, ""))));
    }

    private int id(Optional<DebugNode> type, Reach reach) {
        if (type.isEmpty() || !type.get().isType() || depth > DEEPEST) {
            return 0;
        }
        var node = type.get();
        var key = new Key(node.address(), reach);
        var known = ids.get(key);
        if (known != null) {
            return known;
        }
        // BTF has no kind for it, and LLVM leaves it out too.
        if (node.tag() == Dwarf.ATOMIC_TYPE) {
            return id(base(node), reach);
        }
        // The place is taken before the type is known, since a type may lead back to itself.
        var id = add(new BtfType.Ptr(0));
        ids.put(key, id);
        depth++;
        types.set(id - 1, convert(node, reach));
        depth--;
        return id;
    }

    private BtfType convert(DebugNode node, Reach reach) {
        return switch (node.tag()) {
            case Dwarf.BASE_TYPE -> DebugNumbers.basic(node);
            case Dwarf.POINTER_TYPE -> new BtfType.Ptr(id(base(node), reach.pointee()));
            case Dwarf.CONST_TYPE -> new BtfType.Const(id(base(node), reach));
            case Dwarf.VOLATILE_TYPE -> new BtfType.Volatile(id(base(node), reach));
            case Dwarf.RESTRICT_TYPE -> new BtfType.Restrict(id(base(node), reach));
            case Dwarf.TYPEDEF -> new BtfType.Typedef(node.typeName(), id(base(node), reach));
            case Dwarf.STRUCTURE_TYPE, Dwarf.CLASS_TYPE, Dwarf.UNION_TYPE -> composite(node, reach);
            case Dwarf.ENUMERATION_TYPE -> DebugNumbers.enumeration(node);
            case Dwarf.ARRAY_TYPE -> array(node, reach);
            case Dwarf.SUBROUTINE_TYPE -> prototype(node, reach.inner(), number -> "");
            // References of C++ and the like. By name, they are at least told apart.
            default -> new BtfType.Typedef(node.typeName(), 0);
        };
    }

    private static Optional<DebugNode> base(DebugNode node) {
        return node.operand(DebugNode.BASE_TYPE);
    }

    private BtfType composite(DebugNode node, Reach reach) {
        var union = node.tag() == Dwarf.UNION_TYPE;
        if (reach == Reach.NAME || node.hasFlag(LLVM.LLVMDIFlagFwdDecl)) {
            return new BtfType.Fwd(node.typeName(), union);
        }
        var members = node.list(DebugNode.ELEMENTS)
                .flatMap(Optional::stream)
                .filter(member -> member.isType() && member.tag() == Dwarf.MEMBER)
                .toList();
        var bitFields = members.stream().anyMatch(member -> member.hasFlag(LLVM.LLVMDIFlagBitField));
        var converted = members.stream().map(member -> member(member, reach)).toList();
        var size = node.sizeInBits() / 8;
        return union
                ? new BtfType.Union(node.typeName(), size, bitFields, converted)
                : new BtfType.Struct(node.typeName(), size, bitFields, converted);
    }

    private BtfMember member(DebugNode member, Reach reach) {
        var name = member.typeName();
        return new BtfMember(
                name,
                id(base(member), reach.member(name)),
                member.offsetInBits(),
                member.hasFlag(LLVM.LLVMDIFlagBitField) ? (int) member.sizeInBits() : 0);
    }

    /** LLVM has one node for all dimensions, BTF an array of arrays. */
    private BtfType array(DebugNode node, Reach reach) {
        var counts = new ArrayList<Long>();
        node.list(DebugNode.ELEMENTS)
                .flatMap(Optional::stream)
                .filter(range -> range.kind() == LLVM.LLVMDISubrangeMetadataKind)
                // -1 for one that the declaration leaves open, which BTF writes as 0.
                .forEach(range -> counts.add(
                        Math.max(0, range.number(DebugNode.SUBRANGE_COUNT).orElse(0))));
        if (counts.isEmpty()) {
            counts.add(0L);
        }
        Collections.reverse(counts);
        var element = id(base(node), reach);
        for (var count : counts.subList(0, counts.size() - 1)) {
            element = add(new BtfType.Array(element, 0, count));
        }
        return new BtfType.Array(element, 0, counts.get(counts.size() - 1));
    }

    /** The list holds the return type, then the parameters; null is void, and {@code ...} at the end. */
    private BtfType.FuncProto prototype(DebugNode node, Reach reach, IntFunction<String> names) {
        var all = node.list(DebugNode.TYPE_ARRAY).toList();
        var params = new ArrayList<BtfParam>();
        for (var i = 1; i < all.size(); i++) {
            var variadic = all.get(i).isEmpty();
            params.add(new BtfParam(variadic ? "" : names.apply(i), id(all.get(i), reach)));
        }
        return new BtfType.FuncProto(all.isEmpty() ? 0 : id(all.get(0), reach), params);
    }

    /** A type is whole in one place and a name in another. */
    private record Key(long address, Reach reach) {}
}
