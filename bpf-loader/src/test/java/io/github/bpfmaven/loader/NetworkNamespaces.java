package io.github.bpfmaven.loader;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import com.sun.jna.Native;

/** A network of one thread's own, where nothing that is attached meets anybody else's packets. */
final class NetworkNamespaces {
    private static final int CLONE_NEWNET = 0x40000000;

    private NetworkNamespaces() {}

    /** The functions of the C library that make one. */
    static final class C {
        static {
            Native.register("c");
        }

        private C() {}

        static native int unshare(int flags);
    }

    /** Does something in a new network; processes that are started there are in it, too. */
    static <R> R in(Callable<R> work) throws Exception {
        var task = new FutureTask<R>(() -> {
            if (C.unshare(CLONE_NEWNET) != 0) {
                throw new IllegalStateException("unshare: errno " + Native.getLastError());
            }
            return work.call();
        });
        // The namespace goes with the thread.
        new Thread(task, "network").start();
        try {
            return task.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw failed;
        }
    }

    /** Runs a command; its output. Fails if it does. */
    static String run(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + "\n" + output);
        }
        return output;
    }
}
