package io.github.bpfmaven.llvm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.llvm.LLVM.LLVMDiagnosticHandler;
import org.bytedeco.llvm.LLVM.LLVMDiagnosticInfoRef;
import org.bytedeco.llvm.LLVM.LLVMFatalErrorHandler;
import org.bytedeco.llvm.LLVM.LLVMMemoryBufferRef;
import org.bytedeco.llvm.global.LLVM;

/**
 * LLVM, loaded into this JVM with its BPF target. There is one for a process: LLVM's options and its fatal error
 * handler are global to it.
 *
 * <p>An LLVM fatal error ends the process (LLVM 20: {@code report_fatal_error} aborts), so this belongs into a process
 * that may end: see {@code io.github.bpfmaven.worker}.
 */
public final class Llvm {
    /** JavaCPP allows ten live callbacks of a type, so one handler serves all contexts and tells them apart by token. */
    private final DiagnosticRouter router = new DiagnosticRouter();

    private final List<String> options;
    private final FatalErrors fatalErrors;
    private final AtomicBoolean memberAccessClaimed = new AtomicBoolean();

    private Llvm(List<String> options, FatalErrors fatalErrors) {
        this.options = List.copyOf(options);
        this.fatalErrors = fatalErrors;
    }

    /** Prints the options that this LLVM has to standard output, and ends the process: LLVM does both. */
    public static void printOptionsAndExit() {
        Loader.load(LLVM.class);
        parseOptions(List.of("--help-hidden"));
    }

    private static void parseOptions(List<String> options) {
        var arguments = new ArrayList<>(List.of("bpf-linker"));
        arguments.addAll(options);
        try (var list = new PointerPointer<BytePointer>(arguments.toArray(String[]::new))) {
            LLVM.LLVMParseCommandLineOptions(arguments.size(), list, (BytePointer) null);
        }
    }

    /**
     * Loads LLVM's native libraries and registers the BPF target.
     *
     * @param options LLVM's own, which count for the whole life of the process. Those that LLVM doesn't know it passes over
     *     without a word: see {@link LlvmOptionTable}
     * @param onFatalError called on the thread whose work LLVM can't go on with, with LLVM's reason; the process is
     *     aborted by LLVM when it returns
     * @throws UnsatisfiedLinkError if the libraries are not where {@code java.library.path} says, or can't run here
     */
    public static Llvm load(List<String> options, Consumer<String> onFatalError) {
        LLVM.LLVMInitializeBPFTargetInfo();
        LLVM.LLVMInitializeBPFTarget();
        LLVM.LLVMInitializeBPFTargetMC();
        LLVM.LLVMInitializeBPFAsmPrinter();
        LLVM.LLVMInitializeBPFAsmParser();
        if (!options.isEmpty()) {
            parseOptions(options);
        }
        var llvm = new Llvm(options, new FatalErrors(onFatalError));
        LLVM.LLVMInstallFatalErrorHandler(llvm.fatalErrors);
        return llvm;
    }

    /** LLVM's own options that this process was started with. */
    public List<String> options() {
        return options;
    }

    /**
     * Whether the pass that lowers {@code llvm.preserve.*} may still be run: LLVM 20's BPFAbstractMemberAccess keeps what it
     * makes of one module in a static map, and crashes on it in the next context. True once in a process.
     */
    public boolean claimMemberAccess() {
        return memberAccessClaimed.compareAndSet(false, true);
    }

    /** LLVM's version, such as {@code 20.1.7}. */
    public String version() {
        var major = new int[1];
        var minor = new int[1];
        var patch = new int[1];
        LLVM.LLVMGetVersion(major, minor, patch);
        return major[0] + "." + minor[0] + "." + patch[0];
    }

    /**
     * A new context; modules of one context can be linked with each other, and one thread at a time may use it.
     *
     * @param diagnostics receives what LLVM reports while it works on this context's modules
     */
    public LlvmContext newContext(Consumer<LlvmDiagnostic> diagnostics) {
        return new LlvmContext(router, diagnostics);
    }

    static String text(BytePointer pointer, long length) {
        var bytes = new byte[Math.toIntExact(length)];
        pointer.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** LLVM's {@code char *} that the caller must free. */
    static String takeMessage(BytePointer message) {
        if (message.isNull()) {
            return "no reason given";
        }
        try {
            return message.getString(StandardCharsets.UTF_8);
        } finally {
            LLVM.LLVMDisposeMessage(message);
        }
    }

    /** A buffer of LLVM's that is the caller's to free. */
    static byte[] takeBuffer(LLVMMemoryBufferRef buffer) {
        try {
            var bytes = new byte[Math.toIntExact(LLVM.LLVMGetBufferSize(buffer))];
            LLVM.LLVMGetBufferStart(buffer).get(bytes);
            return bytes;
        } finally {
            LLVM.LLVMDisposeMemoryBuffer(buffer);
        }
    }

    /** Hands each diagnostic to the context that it is about. */
    static final class DiagnosticRouter extends LLVMDiagnosticHandler {
        private final transient Map<Long, Consumer<LlvmDiagnostic>> receivers = new ConcurrentHashMap<>();
        private final transient AtomicLong lastToken = new AtomicLong();

        Token register(Consumer<LlvmDiagnostic> receiver) {
            var token = new Token(lastToken.incrementAndGet());
            receivers.put(token.address(), receiver);
            return token;
        }

        void unregister(Token token) {
            receivers.remove(token.address());
        }

        @Override
        public void call(LLVMDiagnosticInfoRef info, Pointer token) {
            // Nothing may be thrown from here: the caller is C++.
            var receiver = token == null ? null : receivers.get(token.address());
            if (receiver != null) {
                var severity = LlvmDiagnostic.Severity.values()[LLVM.LLVMGetDiagInfoSeverity(info)];
                receiver.accept(new LlvmDiagnostic(severity, takeMessage(LLVM.LLVMGetDiagInfoDescription(info))));
            }
        }
    }

    /** An opaque number that LLVM carries for us in place of a pointer. */
    static final class Token extends Pointer {
        Token(long number) {
            address = number;
        }
    }

    private static final class FatalErrors extends LLVMFatalErrorHandler {
        private final transient Consumer<String> receiver;

        FatalErrors(Consumer<String> receiver) {
            this.receiver = receiver;
        }

        @Override
        public void call(BytePointer reason) {
            receiver.accept(reason.getString(StandardCharsets.UTF_8));
        }
    }
}
