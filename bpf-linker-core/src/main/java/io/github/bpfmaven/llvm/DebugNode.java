package io.github.bpfmaven.llvm;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.llvm.LLVM.LLVMContextRef;
import org.bytedeco.llvm.LLVM.LLVMMetadataRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;
import org.bytedeco.llvm.global.LLVM;

/**
 * A node of a module's debug info. LLVM's C API has getters for half of what a node holds; the rest is read by operand
 * number, and what is no operand from the node's printed form.
 *
 * <p>The numbers are those of LLVM 20.1.7, {@code include/llvm/IR/DebugInfoMetadata.h}, in the lines that are given.
 */
final class DebugNode {
    /** {@code DISubrange::getRawCountNode}, line 388. */
    static final int SUBRANGE_COUNT = 0;
    /** {@code DIDerivedType::getRawBaseType}, line 1106, and {@code DICompositeType::getRawBaseType}, line 1331. */
    static final int BASE_TYPE = 3;
    /** {@code DICompositeType::getRawElements}, line 1332. LLVM 21 has it elsewhere. */
    static final int ELEMENTS = 4;
    /** {@code DISubroutineType::getRawTypeArray}, line 1461. */
    static final int TYPE_ARRAY = 3;
    /** {@code DISubprogram::getRawType}, line 1944. */
    static final int SUBPROGRAM_TYPE = 4;
    /** {@code DISubprogram::getRawRetainedNodes}, line 1947. */
    static final int RETAINED_NODES = 7;
    /** {@code DIVariable::getRawName}, line 2744. */
    static final int VARIABLE_NAME = 1;
    /** {@code DIVariable::getRawType}, line 2746. */
    static final int VARIABLE_TYPE = 3;
    /** {@code DIEnumerator::getRawName}, line 506. */
    static final int ENUMERATOR_NAME = 0;

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

    private final LLVMContextRef context;
    private final LLVMMetadataRef node;

    private DebugNode(LLVMContextRef context, LLVMMetadataRef node) {
        this.context = context;
        this.node = node;
    }

    /** Empty for a null reference. */
    static Optional<DebugNode> of(LLVMContextRef context, LLVMMetadataRef node) {
        return node == null || node.isNull() ? Optional.empty() : Optional.of(new DebugNode(context, node));
    }

    /** Tells nodes of one context apart. */
    long address() {
        return node.address();
    }

    LLVMMetadataRef ref() {
        return node;
    }

    /** The class of node, an {@code LLVM…MetadataKind}. */
    int kind() {
        return LLVM.LLVMGetMetadataKind(node);
    }

    /** Whether the getters of {@code DIType} may be asked: C++ casts without a check. */
    boolean isType() {
        var kind = kind();
        return kind == LLVM.LLVMDIBasicTypeMetadataKind
                || kind == LLVM.LLVMDIDerivedTypeMetadataKind
                || kind == LLVM.LLVMDICompositeTypeMetadataKind
                || kind == LLVM.LLVMDISubroutineTypeMetadataKind;
    }

    /** The {@code DW_TAG_} of a type. */
    int tag() {
        return Short.toUnsignedInt(LLVM.LLVMGetDINodeTag(node));
    }

    /** The name of a type; empty if it has none. */
    String typeName() {
        try (var length = new SizeTPointer(1)) {
            var name = LLVM.LLVMDITypeGetName(node, length);
            return name == null || name.isNull() ? "" : Llvm.text(name, length.get());
        }
    }

    /** LLVM's number is unsigned; what a damaged input has beyond a {@code long} counts as 0. */
    long sizeInBits() {
        return Math.max(0, LLVM.LLVMDITypeGetSizeInBits(node));
    }

    long offsetInBits() {
        return LLVM.LLVMDITypeGetOffsetInBits(node);
    }

    boolean hasFlag(int flag) {
        return (LLVM.LLVMDITypeGetFlags(node) & flag) != 0;
    }

    /** Empty if the operand is null, is a number, or does not exist. */
    Optional<DebugNode> operand(int number) {
        return value(number).flatMap(value -> of(context, LLVM.LLVMValueAsMetadata(value)));
    }

    /** An operand that is a string; empty if it is null. */
    String text(int number) {
        var length = new int[1];
        return value(number)
                .map(value -> LLVM.LLVMGetMDString(value, length))
                .filter(text -> !text.isNull())
                .map(text -> Llvm.text(text, length[0]))
                .orElse("");
    }

    /** An operand that is an integer constant. */
    OptionalLong number(int number) {
        return value(number)
                .filter(value -> LLVM.LLVMIsAConstantInt(value) != null)
                .map(value -> OptionalLong.of(LLVM.LLVMConstIntGetSExtValue(value)))
                .orElse(OptionalLong.empty());
    }

    /** The operands of a list that is itself an operand; none if there is no list. */
    Stream<Optional<DebugNode>> list(int number) {
        return operand(number).stream()
                .filter(list -> list.kind() == LLVM.LLVMMDTupleMetadataKind)
                .flatMap(list -> IntStream.range(0, LLVM.LLVMGetNumOperands(list.value()))
                        .mapToObj(list::operand));
    }

    /**
     * What the first group finds in the node as LLVM prints it, without its strings. LLVM 20 prints a lone node without
     * numbering the module's metadata, as long as no instruction uses it, so this takes no longer in a large module.
     */
    Optional<String> printed(Pattern pattern) {
        var text = Llvm.takeMessage(LLVM.LLVMPrintValueToString(value()));
        return Optional.of(pattern.matcher(QUOTED.matcher(text).replaceAll("\"\"")))
                .filter(Matcher::find)
                .map(found -> found.group(1));
    }

    private Optional<LLVMValueRef> value(int operand) {
        var value = value();
        if (operand >= LLVM.LLVMGetNumOperands(value)) {
            return Optional.empty();
        }
        return Optional.ofNullable(LLVM.LLVMGetOperand(value, operand)).filter(found -> !found.isNull());
    }

    private LLVMValueRef value() {
        return LLVM.LLVMMetadataAsValue(context, node);
    }
}
