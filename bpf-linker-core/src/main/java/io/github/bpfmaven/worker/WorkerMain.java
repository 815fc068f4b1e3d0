package io.github.bpfmaven.worker;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.github.bpfmaven.linker.BpfLinker;
import io.github.bpfmaven.linker.Diagnostic;
import io.github.bpfmaven.linker.LinkRequest;
import io.github.bpfmaven.linker.LinkResult;
import io.github.bpfmaven.llvm.Llvm;

/** The worker's side: reads requests from standard input until it ends, writes results to standard output. */
final class WorkerMain {
    /** Code generation recurses over expressions; LLVM is used to a main thread's eight megabytes. */
    private static final long STACK_BYTES = 16L << 20;

    /** The request whose fault it was has got its answer. 70 is EX_SOFTWARE in sysexits.h. */
    static final int EXIT_AFTER_FATAL_ERROR = 70;

    private final DataOutputStream out;
    private final ThreadLocal<Integer> current = new ThreadLocal<>();

    private WorkerMain(DataOutputStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        var out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        // Whatever else is printed must not get between two results.
        System.setOut(System.err);
        new WorkerMain(out).run(Integer.parseInt(arguments[0]));
        // Links that nobody waits for any more are not waited for either.
        Runtime.getRuntime().halt(0);
    }

    private void run(int threads) throws IOException {
        var llvm = Llvm.load(this::fatalError);
        var linker = new BpfLinker(llvm);
        out.writeInt(Protocol.READY);
        Protocol.text(out, llvm.version());
        out.flush();
        var pool = Executors.newFixedThreadPool(
                threads, task -> new Thread(Thread.currentThread().getThreadGroup(), task, "link", STACK_BYTES));
        serve(new DataInputStream(new BufferedInputStream(System.in)), pool, linker);
    }

    private void serve(DataInputStream in, ExecutorService pool, BpfLinker linker) throws IOException {
        while (true) {
            try {
                var id = in.readInt();
                var request = Protocol.readRequest(in);
                pool.execute(() -> answer(id, request, linker));
            } catch (EOFException callerHasGone) {
                return;
            }
        }
    }

    private void answer(int id, LinkRequest request, BpfLinker linker) {
        current.set(id);
        try {
            send(id, linker.link(request));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
            send(id, failed("the linker failed on " + request.name() + ": " + failure));
            failure.printStackTrace();
        }
    }

    /** LLVM aborts the process when this returns; the caller gets to know why first. */
    private void fatalError(String reason) {
        var id = current.get();
        if (id != null) {
            send(id, new LinkResult.Failed(List.of(FatalError.describe(reason))));
        }
        Runtime.getRuntime().halt(EXIT_AFTER_FATAL_ERROR);
    }

    private static LinkResult failed(String message) {
        return new LinkResult.Failed(List.of(Diagnostic.error(message)));
    }

    private void send(int id, LinkResult result) {
        synchronized (out) {
            try {
                out.writeInt(id);
                Protocol.write(out, result);
                out.flush();
            } catch (IOException callerHasGone) {
                throw new UncheckedIOException(callerHasGone);
            }
        }
    }
}
