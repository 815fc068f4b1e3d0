package io.github.bpfmaven.plugin.render;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.plugin.incremental.PackedBytes;

/**
 * Does tasks: a few in this JVM, more in one of their own. Maven's compiles all that is done a hundred times, and then again to
 * make it faster, which takes three times what the tasks themselves take in a JVM that is told to be content with less.
 */
public final class Renderer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Renderer.class);
    /** Two looks and a class for each of some thirty programs: so long another JVM takes to start, and to load the same code. */
    private static final int FEW = 96;

    private final Map<ByteBuffer, RenderProcess.Answer> expected = new ConcurrentHashMap<>();
    private Optional<RenderProcess> process = Optional.empty();
    private boolean isAlone;
    private int asked;

    /** Says that there will be many tasks: their process gets ready meanwhile. */
    public synchronized void expectMany() {
        asked = Math.max(asked, FEW);
        process();
    }

    /**
     * Does a task, now. May be called by several threads.
     *
     * @throws IOException if an object can't be read
     * @throws io.github.bpfmaven.plugin.scaffold.ScaffoldException if there can be no such class
     */
    public byte[] render(RenderTask task) throws IOException {
        var made =
                early(task).map(RenderProcess.Answer::await).orElseGet(() -> next().flatMap(some -> some.render(task)));
        // What fails there fails here as well, and says why.
        return made.isPresent() ? made.get() : task.run();
    }

    /**
     * Says that there will be this task: where many are expected it is done by then. Only for what will be asked for, as nobody else
     * lets go of what came of it.
     */
    public void expect(RenderTask task) {
        running().ifPresent(some -> expected.computeIfAbsent(key(task), none -> some.ask(task)));
    }

    private synchronized Optional<RenderProcess> running() {
        return process;
    }

    /** As many builds expect nothing, they need not make keys. */
    private Optional<RenderProcess.Answer> early(RenderTask task) {
        return expected.isEmpty() ? Optional.empty() : Optional.ofNullable(expected.remove(key(task)));
    }

    private static ByteBuffer key(RenderTask task) {
        return ByteBuffer.wrap(RenderTask.encode(task));
    }

    /**
     * Does a task while the caller does something else; fails as {@link #render} does. May be called by several threads.
     *
     * @return nothing that a thread of a common pool should wait for: such a pool starts others in its place
     */
    public CompletableFuture<byte[]> begin(RenderTask task) {
        var some = next();
        if (some.isEmpty()) {
            return CompletableFuture.supplyAsync(() -> here(task));
        }
        var answer = new CompletableFuture<Optional<PackedBytes>>();
        some.get().ask(task, answer::complete);
        return answer.thenCompose(made -> made.map(packed -> CompletableFuture.completedFuture(packed.bytes()))
                .orElseGet(() -> CompletableFuture.supplyAsync(() -> here(task))));
    }

    private static byte[] here(RenderTask task) {
        try {
            return task.run();
        } catch (IOException failure) {
            throw new CompletionException(failure);
        }
    }

    private synchronized Optional<RenderProcess> next() {
        return ++asked > FEW ? process() : Optional.empty();
    }

    private Optional<RenderProcess> process() {
        if (process.isEmpty() && !isAlone) {
            try {
                process = Optional.of(RenderProcess.start());
            } catch (IOException noSuchJava) {
                LOG.debug("No process for generated classes", noSuchJava);
                isAlone = true;
            }
        }
        return process;
    }

    @Override
    public synchronized void close() {
        isAlone = true;
        process.ifPresent(RenderProcess::close);
        process = Optional.empty();
    }
}
