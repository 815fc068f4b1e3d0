package io.github.bpfmaven.llvm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;
import org.bytedeco.llvm.global.LLVM;

/** Owner of an LLVM module. */
public final class LlvmModule implements AutoCloseable {
    private final LLVMModuleRef module;
    private boolean owned = true;
    private boolean verified;

    LlvmModule(LLVMModuleRef module) {
        this.module = module;
    }

    /**
     * @param module as LLVM has read it from bitcode. To that belongs that it verifies a module that has debug info, and drops
     *     debug info that it doesn't understand (LLVM 20, AutoUpgrade.cpp, {@code UpgradeDebugInfo}): where there is some left,
     *     all is well
     */
    static LlvmModule ofBitcode(LLVMModuleRef module) {
        var read = new LlvmModule(module);
        read.verified = read.hasDebugInfo();
        return read;
    }

    LLVMModuleRef ref() {
        return module;
    }

    /** The target triple that the module was made for, such as {@code bpfel}; empty if none. */
    public String triple() {
        return LLVM.LLVMGetTarget(module).getString();
    }

    /** How the target lays out data, in LLVM's own notation; modules that are linked must agree on it. */
    public String dataLayout() {
        return LLVM.LLVMGetDataLayoutStr(module).getString();
    }

    /** The module's name: clang's source path for what clang compiled. It becomes the object's FILE symbol. */
    public void setSourceFileName(String name) {
        try (var text = new BytePointer(name)) {
            LLVM.LLVMSetModuleIdentifier(module, text, text.limit());
            LLVM.LLVMSetSourceFileName(module, text, text.limit());
        }
    }

    /** All functions, then variables, then aliases, each in module order. */
    public List<LlvmSymbol> symbols() {
        var symbols = new ArrayList<LlvmSymbol>();
        each(LLVM.LLVMGetFirstFunction(module), LLVM::LLVMGetNextFunction, LlvmSymbol.Kind.FUNCTION, symbols);
        each(LLVM.LLVMGetFirstGlobal(module), LLVM::LLVMGetNextGlobal, LlvmSymbol.Kind.VARIABLE, symbols);
        each(LLVM.LLVMGetFirstGlobalAlias(module), LLVM::LLVMGetNextGlobalAlias, LlvmSymbol.Kind.ALIAS, symbols);
        return symbols;
    }

    private static void each(
            LLVMValueRef first, UnaryOperator<LLVMValueRef> next, LlvmSymbol.Kind kind, List<LlvmSymbol> into) {
        for (var value = first; value != null && !value.isNull(); value = next.apply(value)) {
            into.add(symbol(value, kind));
        }
    }

    private static LlvmSymbol symbol(LLVMValueRef value, LlvmSymbol.Kind kind) {
        var section = LLVM.LLVMGetSection(value);
        var linkage = LLVM.LLVMGetLinkage(value);
        var use = LLVM.LLVMGetFirstUse(value);
        return new LlvmSymbol(
                name(value),
                kind,
                LLVM.LLVMIsDeclaration(value) == 0,
                isWeak(linkage),
                linkage == LLVM.LLVMInternalLinkage || linkage == LLVM.LLVMPrivateLinkage,
                section == null || section.isNull() ? "" : section.getString(),
                use != null && !use.isNull());
    }

    private static boolean isWeak(int linkage) {
        return linkage == LLVM.LLVMWeakAnyLinkage
                || linkage == LLVM.LLVMWeakODRLinkage
                || linkage == LLVM.LLVMLinkOnceAnyLinkage
                || linkage == LLVM.LLVMLinkOnceODRLinkage
                || linkage == LLVM.LLVMCommonLinkage
                || linkage == LLVM.LLVMExternalWeakLinkage;
    }

    static String name(LLVMValueRef value) {
        try (var length = new SizeTPointer(1)) {
            var pointer = LLVM.LLVMGetValueName2(value, length);
            return Llvm.text(pointer, length.get());
        }
    }

    /** Sets target triple and data layout, which a module that is linked must have in common with the others. */
    void setTarget(String triple, String dataLayout) {
        verified &= dataLayout.equals(dataLayout());
        LLVM.LLVMSetTarget(module, triple);
        LLVM.LLVMSetDataLayout(module, dataLayout);
    }

    /** Whether it was compiled with {@code -g}: only then there is BTF of it. */
    public boolean hasDebugInfo() {
        return LLVM.LLVMGetNamedMetadataNumOperands(module, "llvm.dbg.cu") > 0;
    }

    /** Drops all debug info. */
    public void stripDebugInfo() {
        verified = false;
        LLVM.LLVMStripModuleDebugInfo(module);
    }

    /**
     * Lets debug info become BTF alone when the module is emitted: LLVM 20 writes no DWARF when a module's flags ask for
     * CodeView and DWARF version 0 (AsmPrinter.cpp), and BTF all the same.
     */
    public void emitNoDwarf() {
        var flags = new ModuleFlags(module);
        flags.set("Dwarf Version", 0);
        flags.set("CodeView", 1);
    }

    /** What it says of its functions' compilation. */
    public LlvmAttributes attributes() {
        return new LlvmAttributes(module);
    }

    /** Gives a symbol another name; does nothing if there is none of that name. */
    public void rename(String name, String newName) {
        find(name).ifPresent(value -> setName(value, newName));
    }

    private static void setName(LLVMValueRef value, String name) {
        try (var text = new BytePointer(name)) {
            LLVM.LLVMSetValueName2(value, text, text.limit());
        }
    }

    /** Makes a definition visible in this module only, as C's {@code static} does. Does nothing if there is none. */
    public void makeInternal(String name) {
        verified = false;
        find(name).filter(value -> LLVM.LLVMIsDeclaration(value) == 0).ifPresent(value -> {
            LLVM.LLVMSetLinkage(value, LLVM.LLVMInternalLinkage);
            LLVM.LLVMSetVisibility(value, LLVM.LLVMDefaultVisibility);
        });
    }

    /** Gives a definition another name, and lets a definition of that name in another module take its place. */
    public void yieldTo(String name, String otherName) {
        verified = false;
        find(name).ifPresent(value -> {
            setName(value, otherName);
            LLVM.LLVMSetLinkage(value, LLVM.LLVMWeakAnyLinkage);
        });
    }

    /** What a variable is initialised with, as LLVM writes it down; empty if it has no initial value. */
    public Optional<String> initializer(String name) {
        return find(name)
                .map(LLVM::LLVMGetInitializer)
                .filter(value -> !value.isNull())
                .map(value -> Llvm.takeMessage(LLVM.LLVMPrintValueToString(value)));
    }

    /**
     * What the debug info says of a symbol; empty if there is no such symbol, there is no debug info of its type (compiled
     * without {@code -g}, or with {@code -g1}), or it is an alias. Takes as long in a large module as in a small one.
     */
    public Optional<LlvmDeclaration> declaration(String name) {
        return find(name).flatMap(symbol -> new DeclarationReader(module).read(name, symbol));
    }

    private Optional<LLVMValueRef> find(String name) {
        for (var value : new LLVMValueRef[] {
            LLVM.LLVMGetNamedFunction(module, name),
            LLVM.LLVMGetNamedGlobal(module, name),
            LLVM.LLVMGetNamedGlobalAlias(module, name, name.length())
        }) {
            if (value != null && !value.isNull()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** The first instruction that uses a symbol; empty if only data refers to it. */
    public Optional<LlvmUse> firstUse(String name) {
        var symbol = find(name);
        if (symbol.isEmpty()) {
            return Optional.empty();
        }
        for (var use = LLVM.LLVMGetFirstUse(symbol.get());
                use != null && !use.isNull();
                use = LLVM.LLVMGetNextUse(use)) {
            var user = LLVM.LLVMGetUser(use);
            if (LLVM.LLVMIsAInstruction(user) != null) {
                return Optional.of(use(user));
            }
        }
        return Optional.empty();
    }

    private static LlvmUse use(LLVMValueRef instruction) {
        var function = LLVM.LLVMGetBasicBlockParent(LLVM.LLVMGetInstructionParent(instruction));
        try (var length = new IntPointer(1)) {
            var file = LLVM.LLVMGetDebugLocFilename(instruction, length);
            return new LlvmUse(
                    name(function),
                    file == null || file.isNull() ? "" : Llvm.text(file, length.get()),
                    LLVM.LLVMGetDebugLocLine(instruction),
                    LLVM.LLVMGetDebugLocColumn(instruction));
        }
    }

    /**
     * Links another module into this one; the other one is gone afterwards, also on failure.
     *
     * @throws LlvmException if they don't fit; LLVM's reason has gone to the context's diagnostics
     */
    public void link(LlvmModule other) throws LlvmException {
        other.owned = false;
        verified = false;
        if (LLVM.LLVMLinkModules2(module, other.module) != 0) {
            throw new LlvmException("the modules can't be linked");
        }
    }

    /**
     * Checks that the module is well-formed, so that neither passes nor code generation meet what they can't handle. Does
     * nothing where LLVM has checked that, and nothing was changed since.
     *
     * @throws LlvmException with what is wrong
     */
    public void verify() throws LlvmException {
        if (verified) {
            return;
        }
        try (var message = new BytePointer((Pointer) null)) {
            var broken = LLVM.LLVMVerifyModule(module, LLVM.LLVMReturnStatusAction, message) != 0;
            var reason = Llvm.takeMessage(message);
            if (broken) {
                throw new LlvmException("broken module: " + reason.strip());
            }
        }
    }

    /**
     * Runs passes of the new pass manager.
     *
     * @param pipeline as {@code opt -passes=} takes it
     * @throws LlvmException with LLVM's reason
     */
    public void run(String pipeline, LlvmTargetMachine machine) throws LlvmException {
        var options = LLVM.LLVMCreatePassBuilderOptions();
        try {
            var error = LLVM.LLVMRunPasses(module, pipeline, machine.ref(), options);
            if (error != null && !error.isNull()) {
                var message = LLVM.LLVMGetErrorMessage(error);
                try {
                    throw new LlvmException(message.getString());
                } finally {
                    LLVM.LLVMDisposeErrorMessage(message);
                }
            }
        } finally {
            LLVM.LLVMDisposePassBuilderOptions(options);
        }
    }

    /** The module as LLVM bitcode. */
    public byte[] toBitcode() {
        return Llvm.takeBuffer(LLVM.LLVMWriteBitcodeToMemoryBuffer(module));
    }

    /** The module as textual IR. */
    public String toIr() {
        return Llvm.takeMessage(LLVM.LLVMPrintModuleToString(module));
    }

    @Override
    public void close() {
        if (owned) {
            owned = false;
            LLVM.LLVMDisposeModule(module);
        }
    }
}
