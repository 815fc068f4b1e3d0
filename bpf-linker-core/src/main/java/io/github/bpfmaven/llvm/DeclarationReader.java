package io.github.bpfmaven.llvm;

import java.nio.ByteOrder;
import java.util.Optional;

import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.llvm.LLVM.LLVMMetadataRef;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;
import org.bytedeco.llvm.global.LLVM;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfType;

/**
 * Reads a symbol's declaration out of debug info. clang describes not only what a module defines but, for BPF, also the
 * variables that it uses and the functions that it calls (clang 20, CGDebugInfo.cpp: {@code EmitExternalVariable},
 * {@code EmitFuncDeclForCallSite}).
 */
final class DeclarationReader {
    private final LLVMModuleRef module;

    DeclarationReader(LLVMModuleRef module) {
        this.module = module;
    }

    /** Empty for what has no debug info, or none of its type. */
    Optional<LlvmDeclaration> read(String name, LLVMValueRef symbol) {
        if (LLVM.LLVMIsAFunction(symbol) != null) {
            return node(LLVM.LLVMGetSubprogram(symbol)).flatMap(subprogram -> function(name, symbol, subprogram));
        }
        if (LLVM.LLVMIsAGlobalVariable(symbol) != null) {
            return variableNode(symbol).map(variable -> variable(name, symbol, variable));
        }
        // An alias has none of its own, and LLVM would take it for a function.
        return Optional.empty();
    }

    private Optional<LlvmDeclaration> function(String name, LLVMValueRef symbol, DebugNode subprogram) {
        var types = new DebugTypes();
        var type = types.prototype(subprogram);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        var id = types.add(new BtfType.Func(name, type.getAsInt(), linkage(symbol)));
        return Optional.of(new LlvmDeclaration(
                Btf.of(byteOrder(), types.types()),
                id,
                section(symbol),
                fileName(LLVM.LLVMDIScopeGetFile(subprogram.ref())),
                LLVM.LLVMDISubprogramGetLine(subprogram.ref())));
    }

    private LlvmDeclaration variable(String name, LLVMValueRef symbol, DebugNode variable) {
        var section = section(symbol);
        var types = new DebugTypes();
        var type = types.variable(variable, section);
        var id = types.add(new BtfType.Var(name, type, linkage(symbol)));
        return new LlvmDeclaration(
                Btf.of(byteOrder(), types.types()),
                id,
                section,
                fileName(LLVM.LLVMDIVariableGetFile(variable.ref())),
                LLVM.LLVMDIVariableGetLine(variable.ref()));
    }

    private Optional<DebugNode> variableNode(LLVMValueRef symbol) {
        try (var count = new SizeTPointer(1)) {
            var entries = LLVM.LLVMGlobalCopyAllMetadata(symbol, count);
            try {
                for (var i = 0; i < count.get(); i++) {
                    var entry = LLVM.LLVMValueMetadataEntriesGetMetadata(entries, i);
                    var kind = LLVM.LLVMGetMetadataKind(entry);
                    if (kind == LLVM.LLVMDIGlobalVariableExpressionMetadataKind) {
                        return node(LLVM.LLVMDIGlobalVariableExpressionGetVariable(entry));
                    }
                    if (kind == LLVM.LLVMDIGlobalVariableMetadataKind) {
                        return node(entry);
                    }
                }
                return Optional.empty();
            } finally {
                LLVM.LLVMDisposeValueMetadataEntries(entries);
            }
        }
    }

    private Optional<DebugNode> node(LLVMMetadataRef node) {
        return DebugNode.of(LLVM.LLVMGetModuleContext(module), node);
    }

    private static BtfLinkage linkage(LLVMValueRef symbol) {
        if (LLVM.LLVMIsDeclaration(symbol) != 0) {
            return BtfLinkage.EXTERN;
        }
        var linkage = LLVM.LLVMGetLinkage(symbol);
        return linkage == LLVM.LLVMInternalLinkage || linkage == LLVM.LLVMPrivateLinkage
                ? BtfLinkage.STATIC
                : BtfLinkage.GLOBAL;
    }

    private static String section(LLVMValueRef symbol) {
        var section = LLVM.LLVMGetSection(symbol);
        return section == null || section.isNull() ? "" : section.getString();
    }

    private static String fileName(LLVMMetadataRef file) {
        if (file == null || file.isNull()) {
            return "";
        }
        try (var length = new IntPointer(1)) {
            var name = LLVM.LLVMDIFileGetFilename(file, length);
            return name == null || name.isNull() ? "" : Llvm.text(name, length.get());
        }
    }

    /** LLVM's notation for the layout of data begins with E for big-endian. */
    private ByteOrder byteOrder() {
        return LLVM.LLVMGetDataLayoutStr(module).getString().startsWith("E")
                ? ByteOrder.BIG_ENDIAN
                : ByteOrder.LITTLE_ENDIAN;
    }
}
