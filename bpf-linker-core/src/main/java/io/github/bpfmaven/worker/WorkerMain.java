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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.github.bpfmaven.linker.BpfLinker;
import io.github.bpfmaven.linker.Diagnostic;
import io.github.bpfmaven.linker.FreshProcessNeededException;
import io.github.bpfmaven.linker.LinkRequest;
import io.github.bpfmaven.linker.LinkResult;
import io.github.bpfmaven.llvm.Llvm;

/** The worker's side: reads requests from standard input until it ends, writes results to standard output. */
final class WorkerMain {
    /** Code generation recurses over expressions; LLVM is used to a main thread's eight megabytes. */
    private static final long STACK_BYTES = 16L << 20;

    /** The request whose fault it was has got its answer. 70 is EX_SOFTWARE in sysexits.h. */
    static final int EXIT_AFTER_FATAL_ERROR = 70;

    /** The process became too large, and which request's fault it was isn't known. 71 is EX_OSERR. */
    private static final int EXIT_OUT_OF_MEMORY = 71;

    /** In place of arguments. */
    static final String PRINT_OPTIONS = "--print-options";

    private final DataOutputStream out;
    private final ThreadLocal<Integer> current = new ThreadLocal<>();
    private final LinkWatch watch;

    private WorkerMain(DataOutputStream out, LinkLimits limits) {
        this.out = out;
        this.watch = new LinkWatch(limits);
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals(PRINT_OPTIONS)) {
            Llvm.printOptionsAndExit();
        }
        var out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        // Whatever else is printed must not get between two results.
        System.setOut(System.err);
        var limits = new LinkLimits(Duration.ofMillis(Long.parseLong(arguments[1])), Long.parseLong(arguments[2]));
        var llvmOptions = List.of(arguments).subList(3, arguments.length);
        new WorkerMain(out, limits).run(Integer.parseInt(arguments[0]), llvmOptions);
        // Links that nobody waits for any more are not waited for either.
        Runtime.getRuntime().halt(0);
    }

    private void run(int threads, List<String> llvmOptions) throws IOException {
        var llvm = Llvm.load(llvmOptions, this::fatalError);
        var linker = new BpfLinker(llvm);
        out.writeInt(Protocol.READY);
        Protocol.text(out, llvm.version());
        out.flush();
        watch.start(this::giveUp);
        var pool = Executors.newFixedThreadPool(
                threads, task -> new Thread(Thread.currentThread().getThreadGroup(), task, "link", STACK_BYTES));
        if (System.in.available() == 0) {
            pool.execute(() -> rehearse(linker));
        }
        serve(new DataInputStream(new BufferedInputStream(System.in)), pool, linker);
    }

    private static void rehearse(BpfLinker linker) {
        try {
            Rehearsal.run(linker);
        } catch (IOException | RuntimeException failure) {
            // Stderr is shown where a link fails: what is wrong here is wrong there.
            failure.printStackTrace();
        }
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
        watch.begin(id, request.name());
        try {
            var result = linker.link(request);
            watch.end(id);
            send(id, result);
        } catch (FreshProcessNeededException used) {
            watch.end(id);
            refuse(id);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
            watch.end(id);
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

    /** A link has gone beyond a limit. */
    private void giveUp(LinkWatch.Excess excess) {
        excess.culprit().ifPresent(id -> send(id, failed(excess.message())));
        Runtime.getRuntime().halt(excess.culprit().isPresent() ? EXIT_AFTER_FATAL_ERROR : EXIT_OUT_OF_MEMORY);
    }

    /** The caller runs it in a process of its own. */
    private void refuse(int id) {
        synchronized (out) {
            try {
                out.writeInt(-id);
                out.flush();
            } catch (IOException callerHasGone) {
                throw new UncheckedIOException(callerHasGone);
            }
        }
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
