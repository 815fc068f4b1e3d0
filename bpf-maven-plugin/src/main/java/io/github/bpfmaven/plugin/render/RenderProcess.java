package io.github.bpfmaven.plugin.render;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

import com.fasterxml.jackson.core.JsonFactory;
import com.palantir.javapoet.JavaFile;

import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.plugin.incremental.PackedBytes;
import io.github.bpfmaven.worker.LightJvm;

/** The process, as its caller sees it. Whatever happens to it, tasks are at worst not answered. */
final class RenderProcess implements AutoCloseable {
    private final Process process;
    private final DataOutputStream out;
    private final Map<Integer, Consumer<Optional<PackedBytes>>> waiting = new HashMap<>();
    private boolean ended;
    private int lastId;

    private RenderProcess(Process process) {
        this.process = process;
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    }

    /** Returns at once: it gets ready while the caller does something else. */
    static RenderProcess start() throws IOException {
        return start(command());
    }

    static RenderProcess start(List<String> command) throws IOException {
        var started = new RenderProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
        var reader = new Thread(started::read, "bpf-render-answers");
        reader.setDaemon(true);
        reader.start();
        return started;
    }

    private static List<String> command() {
        var line = new ArrayList<String>();
        line.add(LightJvm.java().toString());
        line.addAll(LightJvm.OPTIONS);
        line.addAll(LightJvm.classPathOption(
                LightJvm.classPath(List.of(RenderMain.class, BpfObject.class, JavaFile.class, JsonFactory.class))));
        line.add(RenderMain.class.getName());
        return line;
    }

    /** What came of a task; empty if it failed, or nothing came. Any number of threads may wait at once. */
    Optional<byte[]> render(RenderTask task) {
        return ask(task).await();
    }

    /** The same for who waits later. */
    Answer ask(RenderTask task) {
        var answer = new Answer();
        ask(task, answer::give);
        return answer;
    }

    /**
     * The same for who doesn't wait.
     *
     * @param hears what came of it, on the thread that reads all answers, or at once
     */
    void ask(RenderTask task, Consumer<Optional<PackedBytes>> hears) {
        if (!isAsked(RenderTask.encode(task), hears)) {
            hears.accept(Optional.empty());
        }
    }

    private boolean isAsked(byte[] task, Consumer<Optional<PackedBytes>> hears) {
        synchronized (waiting) {
            if (ended) {
                return false;
            }
            waiting.put(++lastId, hears);
            try {
                out.writeInt(lastId);
                out.writeInt(task.length);
                out.write(task);
                out.flush();
            } catch (IOException gone) {
                // The reading thread sees the end of the stream and answers all that wait.
            }
            return true;
        }
    }

    private void read() {
        try (var in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16))) {
            // Anything else is no JVM of ours, and what follows no lengths.
            var isOurs = in.readInt() == RenderMain.READY;
            while (isOurs) {
                var id = in.readInt();
                var length = in.readInt();
                answer(
                        id,
                        length == RenderMain.FAILED
                                ? Optional.empty()
                                : Optional.of(PackedBytes.ofPacked(bytes(in, length))));
            }
        } catch (IOException | RuntimeException | OutOfMemoryError endOrGarbled) {
            // What still waits is told so.
        }
        end();
    }

    private static byte[] bytes(DataInputStream in, int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the process has ended");
        }
        return bytes;
    }

    private void answer(int id, Optional<PackedBytes> bytes) {
        Consumer<Optional<PackedBytes>> hears;
        synchronized (waiting) {
            hears = waiting.remove(id);
        }
        hears.accept(bytes);
    }

    private void end() {
        process.destroyForcibly();
        List<Consumer<Optional<PackedBytes>>> lost;
        synchronized (waiting) {
            ended = true;
            lost = List.copyOf(waiting.values());
            waiting.clear();
        }
        lost.forEach(hears -> hears.accept(Optional.empty()));
    }

    @Override
    public void close() {
        end();
    }

    /**
     * What somebody waits for. No {@link java.util.concurrent.CompletableFuture}: a pool whose threads wait for one of these
     * starts others in their place, hundreds.
     */
    static final class Answer {
        private final CountDownLatch isThere = new CountDownLatch(1);
        private Optional<PackedBytes> bytes = Optional.empty();

        private void give(Optional<PackedBytes> made) {
            bytes = made;
            isThere.countDown();
        }

        Optional<byte[]> await() {
            try {
                isThere.await();
                return bytes.map(PackedBytes::bytes);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }
}
