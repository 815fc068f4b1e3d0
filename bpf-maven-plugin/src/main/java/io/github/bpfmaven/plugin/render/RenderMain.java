package io.github.bpfmaven.plugin.render;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executors;

import io.github.bpfmaven.plugin.incremental.PackedBytes;

/**
 * The process's side: tasks from standard input until it ends, each an id, a length and so many bytes; answers to standard output
 * likewise, packed, in any order. A length of {@value #FAILED} says that it failed: whoever wants to know why does it again.
 */
final class RenderMain {
    static final int FAILED = -1;

    /** What standard output begins with. */
    static final int READY = 0x42504652;

    private final DataOutputStream out;

    private RenderMain(DataOutputStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        var out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
        // Whatever else is printed must not get between two answers.
        System.setOut(System.err);
        out.writeInt(READY);
        out.flush();
        new RenderMain(out).serve(new DataInputStream(new BufferedInputStream(System.in)));
        // What nobody waits for any more isn't waited for either.
        Runtime.getRuntime().halt(0);
    }

    private void serve(DataInputStream in) throws IOException {
        var pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            while (true) {
                var id = in.readInt();
                var task = in.readNBytes(in.readInt());
                pool.execute(() -> answer(id, task));
            }
        } catch (EOFException callerHasGone) {
            pool.shutdownNow();
        }
    }

    private void answer(int id, byte[] task) {
        try {
            var answer = PackedBytes.of(RenderTask.decode(task).run()).packed();
            send(id, answer.length, answer);
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError failure) {
            send(id, FAILED, new byte[0]);
        }
    }

    private void send(int id, int length, byte[] answer) {
        synchronized (out) {
            try {
                out.writeInt(id);
                out.writeInt(length);
                out.write(answer);
                out.flush();
            } catch (IOException callerHasGone) {
                throw new UncheckedIOException(callerHasGone);
            }
        }
    }
}
