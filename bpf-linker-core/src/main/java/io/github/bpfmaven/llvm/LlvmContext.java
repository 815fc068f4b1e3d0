package io.github.bpfmaven.llvm;

import java.util.function.Consumer;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.llvm.LLVM.LLVMContextRef;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;
import org.bytedeco.llvm.global.LLVM;

/**
 * Owner of an {@code LLVMContext}. Close it after everything that was made in it.
 *
 * @see Llvm#newContext
 */
public final class LlvmContext implements AutoCloseable {
    private final LLVMContextRef context;
    private final Llvm.DiagnosticRouter router;
    private final Llvm.Token token;

    LlvmContext(Llvm.DiagnosticRouter router, Consumer<LlvmDiagnostic> diagnostics) {
        this.context = LLVM.LLVMContextCreate();
        this.router = router;
        this.token = router.register(diagnostics);
        LLVM.LLVMContextSetDiagnosticHandler(context, router, token);
    }

    /**
     * Reads a bitcode module.
     *
     * @param name what messages call it
     * @param bitcode the whole file; raw or in a wrapper
     * @throws LlvmException if LLVM can't read it; LLVM's reason has gone to the context's diagnostics
     */
    public LlvmModule parseBitcode(String name, byte[] bitcode) throws LlvmException {
        try (var bytes = new BytePointer(bitcode);
                var label = new BytePointer(name)) {
            var buffer = LLVM.LLVMCreateMemoryBufferWithMemoryRange(bytes, bitcode.length, label, 0);
            var module = new LLVMModuleRef();
            try {
                if (LLVM.LLVMParseBitcodeInContext2(context, buffer, module) != 0) {
                    throw new LlvmException("not readable as LLVM bitcode");
                }
            } finally {
                LLVM.LLVMDisposeMemoryBuffer(buffer);
            }
            return LlvmModule.ofBitcode(module);
        }
    }

    /**
     * Reads a module from textual IR in UTF-8.
     *
     * @throws LlvmException with LLVM's reason
     */
    public LlvmModule parseIr(String name, byte[] ir) throws LlvmException {
        try (var text = new BytePointer(ir);
                var label = new BytePointer(name);
                var message = new BytePointer((Pointer) null)) {
            // A copy, since the parser takes the buffer and wants the NUL behind it that the copy has.
            var buffer = LLVM.LLVMCreateMemoryBufferWithMemoryRangeCopy(text, ir.length, label);
            var module = new LLVMModuleRef();
            if (LLVM.LLVMParseIRInContext(context, buffer, module, message) != 0) {
                throw new LlvmException(Llvm.takeMessage(message));
            }
            return new LlvmModule(module);
        }
    }

    @Override
    public void close() {
        LLVM.LLVMContextDispose(context);
        router.unregister(token);
    }
}
