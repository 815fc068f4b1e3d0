package io.github.bpfmaven.llvm;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.llvm.LLVM.LLVMMemoryBufferRef;
import org.bytedeco.llvm.LLVM.LLVMTargetMachineRef;
import org.bytedeco.llvm.LLVM.LLVMTargetRef;
import org.bytedeco.llvm.global.LLVM;

/** Owner of an LLVM target machine: turns modules into objects for one target, CPU and optimisation level. */
public final class LlvmTargetMachine implements AutoCloseable {
    private final LLVMTargetMachineRef machine;
    private final String triple;

    private LlvmTargetMachine(LLVMTargetMachineRef machine, String triple) {
        this.machine = machine;
        this.triple = triple;
    }

    /**
     * @param triple {@code bpfel} or {@code bpfeb}
     * @param cpu {@code v1} to {@code v4} or {@code generic}; LLVM only prints a warning for a name that it doesn't
     *     know, so it must have been checked
     * @param features such as {@code +alu32}, or empty
     * @param level what clang's {@code -O} means for code generation
     * @throws LlvmException if the loaded LLVM has no such target
     */
    public static LlvmTargetMachine create(String triple, String cpu, String features, CodeGenLevel level)
            throws LlvmException {
        try (var name = new BytePointer(triple);
                var message = new BytePointer((Pointer) null)) {
            var target = new LLVMTargetRef();
            if (LLVM.LLVMGetTargetFromTriple(name, target, message) != 0) {
                throw new LlvmException(Llvm.takeMessage(message));
            }
            return new LlvmTargetMachine(
                    LLVM.LLVMCreateTargetMachine(
                            target,
                            triple,
                            cpu,
                            features,
                            level.ordinal(),
                            // As clang does for BPF. With the default, constants that hold addresses go to
                            // .data.rel.ro.
                            LLVM.LLVMRelocStatic,
                            LLVM.LLVMCodeModelDefault),
                    triple);
        }
    }

    LLVMTargetMachineRef ref() {
        return machine;
    }

    /** Gives a module this machine's triple and data layout, also where it has none, as hand-written IR. */
    public void claim(LlvmModule module) {
        var layout = LLVM.LLVMCreateTargetDataLayout(machine);
        try {
            module.setTarget(triple, Llvm.takeMessage(LLVM.LLVMCopyStringRepOfTargetData(layout)));
        } finally {
            LLVM.LLVMDisposeTargetData(layout);
        }
    }

    /**
     * Emits the module as an ELF object. The module can't be used for anything but closing afterwards.
     *
     * @throws LlvmException with LLVM's reason; more may have gone to the context's diagnostics
     */
    public byte[] emitObject(LlvmModule module) throws LlvmException {
        return emit(module, LLVM.LLVMObjectFile);
    }

    /**
     * Emits the module as assembly text. The module can't be used for anything but closing afterwards.
     *
     * @throws LlvmException with LLVM's reason; more may have gone to the context's diagnostics
     */
    public byte[] emitAssembly(LlvmModule module) throws LlvmException {
        return emit(module, LLVM.LLVMAssemblyFile);
    }

    private byte[] emit(LlvmModule module, int fileType) throws LlvmException {
        try (var message = new BytePointer((Pointer) null)) {
            var buffer = new LLVMMemoryBufferRef();
            if (LLVM.LLVMTargetMachineEmitToMemoryBuffer(machine, module.ref(), fileType, message, buffer) != 0) {
                throw new LlvmException("LLVM could not emit the object: " + Llvm.takeMessage(message));
            }
            return Llvm.takeBuffer(buffer);
        }
    }

    @Override
    public void close() {
        LLVM.LLVMDisposeTargetMachine(machine);
    }

    /** In the order of {@code LLVMCodeGenOptLevel} ({@code llvm-c/TargetMachine.h}). */
    public enum CodeGenLevel {
        NONE,
        LESS,
        DEFAULT,
        AGGRESSIVE
    }
}
