package io.github.bpfmaven.llvm;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.bytedeco.llvm.global.LLVM;

import io.github.bpfmaven.btf.BtfEnumerator;
import io.github.bpfmaven.btf.BtfType;

/** Turns debug info of numbers into BTF: of types that have no other type in them. */
final class DebugNumbers {
    private static final Pattern ENCODING = Pattern.compile("encoding: DW_ATE_(\\w+)");
    private static final Pattern VALUE = Pattern.compile("value: (-?\\d+)");

    /** Far more than C code has typedefs of typedefs; ends what leads back to itself. */
    private static final int LONGEST = 200;

    private DebugNumbers() {}

    static BtfType basic(DebugNode node) {
        var bits = node.sizeInBits();
        var bytes = (bits + 7) / 8;
        return switch (node.printed(ENCODING).orElse("")) {
            case "float" -> new BtfType.Float(node.typeName(), bytes);
            case "boolean" -> new BtfType.Int(node.typeName(), bytes, BtfType.Int.BOOL, 0, (int) bits);
            case "signed", "signed_char" -> new BtfType.Int(node.typeName(), bytes, BtfType.Int.SIGNED, 0, (int) bits);
            default -> new BtfType.Int(node.typeName(), bytes, 0, 0, (int) bits);
        };
    }

    static BtfType enumeration(DebugNode node) {
        var signed = underlying(node)
                .flatMap(base -> base.printed(ENCODING))
                .filter(encoding -> encoding.startsWith("signed"))
                .isPresent();
        // The values of an enum with a name are a kernel's list as often as not; agreeing is by name and size.
        List<BtfEnumerator> values = node.typeName().isEmpty()
                ? node.list(DebugNode.ELEMENTS)
                        .flatMap(Optional::stream)
                        .filter(value -> value.kind() == LLVM.LLVMDIEnumeratorMetadataKind)
                        .map(DebugNumbers::enumerator)
                        .toList()
                : List.of();
        var size = node.sizeInBits() / 8;
        return size > Integer.BYTES
                ? new BtfType.Enum64(node.typeName(), size, signed, values)
                : new BtfType.Enum(node.typeName(), size, signed, values);
    }

    /**
     * In {@code enum e : u64} that is a typedef. LLVM 20 takes it for a basic type all the same (BTFDebug.cpp,
     * visitEnumType) and writes an ENUM of 8 bytes.
     */
    private static Optional<DebugNode> underlying(DebugNode node) {
        var base = base(node);
        for (var steps = 0;
                steps < LONGEST
                        && base.filter(found -> found.kind() == LLVM.LLVMDIDerivedTypeMetadataKind)
                                .isPresent();
                steps++) {
            base = base.flatMap(DebugNumbers::base);
        }
        return base;
    }

    private static BtfEnumerator enumerator(DebugNode node) {
        return new BtfEnumerator(
                node.text(DebugNode.ENUMERATOR_NAME),
                node.printed(VALUE)
                        .map(value -> new BigInteger(value).longValue())
                        .orElse(0L));
    }

    private static Optional<DebugNode> base(DebugNode node) {
        return node.operand(DebugNode.BASE_TYPE);
    }
}
