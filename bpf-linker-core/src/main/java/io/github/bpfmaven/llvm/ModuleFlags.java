package io.github.bpfmaven.llvm;

import java.util.List;
import java.util.stream.IntStream;

import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.llvm.LLVM.LLVMContextRef;
import org.bytedeco.llvm.LLVM.LLVMMetadataRef;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;
import org.bytedeco.llvm.global.LLVM;

/**
 * The flags of a module: triples of behaviour, key and value. They are written in place, whereas linking in a module that
 * overrides them makes LLVM 20 walk all of the destination first (IRMover.cpp).
 */
final class ModuleFlags {
    private static final String NAME = "llvm.module.flags";
    private static final int KEY = 1;
    private static final int VALUE = 2;

    private final LLVMModuleRef module;

    ModuleFlags(LLVMModuleRef module) {
        this.module = module;
    }

    /** Gives a flag a number of 32 bits, whatever it was before, also where it was not there. */
    void set(String key, int value) {
        var context = LLVM.LLVMGetModuleContext(module);
        var number = LLVM.LLVMValueAsMetadata(LLVM.LLVMConstInt(LLVM.LLVMInt32TypeInContext(context), value, 0));
        var there =
                operands().stream().filter(flag -> isKey(context, flag, key)).toList();
        there.forEach(flag -> LLVM.LLVMReplaceMDNodeOperandWith(flag, VALUE, number));
        if (there.isEmpty()) {
            LLVM.LLVMAddModuleFlag(module, LLVM.LLVMModuleFlagBehaviorWarning, key, key.length(), number);
        }
    }

    private List<LLVMValueRef> operands() {
        var count = LLVM.LLVMGetNamedMetadataNumOperands(module, NAME);
        try (var list = new PointerPointer<LLVMValueRef>(Math.max(1, count))) {
            LLVM.LLVMGetNamedMetadataOperands(module, NAME, list);
            return IntStream.range(0, count)
                    .mapToObj(i -> list.get(LLVMValueRef.class, i))
                    .toList();
        }
    }

    private static boolean isKey(LLVMContextRef context, LLVMValueRef flag, String key) {
        LLVMMetadataRef node = LLVM.LLVMValueAsMetadata(flag);
        return DebugNode.of(context, node)
                .filter(triple -> triple.text(KEY).equals(key))
                .isPresent();
    }
}
