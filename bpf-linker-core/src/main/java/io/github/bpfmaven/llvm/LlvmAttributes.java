package io.github.bpfmaven.llvm;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;
import org.bytedeco.llvm.global.LLVM;

/** What the functions of a module say about how they were compiled. */
public final class LlvmAttributes {
    private static final String NO_INLINE = "noinline";
    private static final String OPT_NONE = "optnone";

    private final LLVMModuleRef module;

    LlvmAttributes(LLVMModuleRef module) {
        this.module = module;
    }

    /** What the first function that says so was compiled for, such as {@code v3}; empty if none does. */
    public Optional<String> cpu() {
        return texts("target-cpu").findFirst();
    }

    /** Each CPU that a function was compiled for, in module order. */
    public Set<String> cpus() {
        var cpus = new LinkedHashSet<String>();
        texts("target-cpu").forEach(cpus::add);
        return cpus;
    }

    /** The features of the first function that has some, such as {@code +alu32}; empty if none has. */
    public Optional<String> features() {
        return texts("target-features").findFirst();
    }

    /** The functions that passes must leave as they are ({@code optnone}), as {@code clang -O0} makes them all. */
    public List<String> unoptimized() {
        return functions()
                .filter(function -> has(function, OPT_NONE))
                .map(LlvmModule::name)
                .toList();
    }

    /** Lets every function be inlined: {@code noinline} goes, and {@code optnone}, which can't be without it. */
    public void allowInlining() {
        functions().filter(function -> has(function, NO_INLINE)).forEach(function -> {
            remove(function, OPT_NONE);
            remove(function, NO_INLINE);
        });
    }

    private Stream<LLVMValueRef> functions() {
        return Stream.iterate(
                LLVM.LLVMGetFirstFunction(module),
                function -> function != null && !function.isNull(),
                LLVM::LLVMGetNextFunction);
    }

    private Stream<String> texts(String key) {
        return functions().flatMap(function -> text(function, key).stream());
    }

    private static Optional<String> text(LLVMValueRef function, String key) {
        var attribute =
                LLVM.LLVMGetStringAttributeAtIndex(function, LLVM.LLVMAttributeFunctionIndex, key, key.length());
        if (attribute == null || attribute.isNull()) {
            return Optional.empty();
        }
        try (var length = new IntPointer(1)) {
            var value = LLVM.LLVMGetStringAttributeValue(attribute, length);
            return Optional.of(Llvm.text(value, length.get()));
        }
    }

    private static boolean has(LLVMValueRef function, String name) {
        var attribute = LLVM.LLVMGetEnumAttributeAtIndex(function, LLVM.LLVMAttributeFunctionIndex, kind(name));
        return attribute != null && !attribute.isNull();
    }

    private static void remove(LLVMValueRef function, String name) {
        LLVM.LLVMRemoveEnumAttributeAtIndex(function, LLVM.LLVMAttributeFunctionIndex, kind(name));
    }

    private static int kind(String name) {
        return LLVM.LLVMGetEnumAttributeKindForName(name, name.length());
    }
}
