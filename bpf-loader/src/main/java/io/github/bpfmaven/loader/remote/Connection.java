package io.github.bpfmaven.loader.remote;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Requests and their answers over two streams. Several threads may have requests under way; a thread of its own reads the answers.
 * The first thing that goes wrong ends all of it: what stays behind in the streams could be taken for the answer to something
 * else.
 */
final class Connection implements AutoCloseable {
    private static final int REQUEST_HEADER = 16;
    private static final int ANSWER_HEADER = 16;

    private final DataInputStream in;
    private final OutputStream out;
    private final ByteOrder order;
    private final FarEnd farEnd;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<Answer>> waiting = new ConcurrentHashMap<>();
    private final AtomicReference<Optional<RemoteKernelException>> end = new AtomicReference<>(Optional.empty());

    /**
     * An answer.
     *
     * @param result what the kernel returned
     * @param bytes what came with it, in the guest's byte order
     */
    record Answer(long result, ByteBuffer bytes) {}

    /** @param in just behind the greeting */
    Connection(DataInputStream in, OutputStream out, ByteOrder order, FarEnd farEnd) {
        this.in = in;
        this.out = out;
        this.order = order;
        this.farEnd = farEnd;
        Thread reader = new Thread(this::readAnswers, "answers of " + farEnd.name());
        reader.setDaemon(true);
        reader.start();
    }

    ByteOrder order() {
        return order;
    }

    /** A request to be filled in, of so many bytes. */
    ByteBuffer request(int size) {
        return ByteBuffer.allocate(REQUEST_HEADER + size).order(order).position(REQUEST_HEADER);
    }

    /**
     * Sends a request and waits for its answer, whether or not this thread is interrupted: a call that was sent is carried out.
     *
     * @param request full
     * @param limit how long the answer may take
     * @throws RemoteKernelException if there is none in that time, or never will be
     */
    Answer ask(Operation operation, ByteBuffer request, Duration limit) throws RemoteKernelException {
        int id = ids.incrementAndGet();
        request.putInt(0, request.capacity() - REQUEST_HEADER)
                .putInt(Integer.BYTES, id)
                .putInt(2 * Integer.BYTES, operation.number());
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        try {
            check();
            send(request);
            return await(answer, limit, operation);
        } finally {
            waiting.remove(id);
        }
    }

    private void send(ByteBuffer request) throws RemoteKernelException {
        try {
            synchronized (out) {
                out.write(request.array());
                out.flush();
            }
        } catch (IOException gone) {
            throw end(lost(), gone);
        }
    }

    private Answer await(CompletableFuture<Answer> answer, Duration limit, Operation operation)
            throws RemoteKernelException {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException asked) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException failed) {
            throw again((RemoteKernelException) failed.getCause());
        } catch (TimeoutException late) {
            throw end(
                    farEnd.name() + " has not answered for " + limit.toSeconds() + " s (" + operation + ")"
                            + lastWords(),
                    late);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void readAnswers() {
        try {
            while (true) {
                ByteBuffer header = read(ANSWER_HEADER);
                int length = header.getInt();
                int id = header.getInt();
                long result = header.getLong();
                if (length < 0) {
                    throw new IOException("an answer of " + Integer.toUnsignedString(length) + " bytes");
                }
                Answer answer = new Answer(result, read(length));
                Optional.ofNullable(waiting.remove(id)).ifPresent(asked -> asked.complete(answer));
            }
        } catch (IOException | OutOfMemoryError gone) {
            end(lost(), gone);
        }
    }

    private ByteBuffer read(int size) throws IOException {
        byte[] bytes = new byte[size];
        in.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(order);
    }

    private String lost() {
        return farEnd.name() + " is gone" + lastWords();
    }

    private String lastWords() {
        String words = farEnd.lastWords();
        return words.isEmpty() ? "" : ": " + words;
    }

    private void check() throws RemoteKernelException {
        Optional<RemoteKernelException> reason = end.get();
        if (reason.isPresent()) {
            throw again(reason.get());
        }
    }

    /** Ends it for everybody; the first reason stays. */
    private RemoteKernelException end(String message, Throwable cause) {
        Optional<RemoteKernelException> mine = Optional.of(new RemoteKernelException(message, cause));
        RemoteKernelException reason =
                end.updateAndGet(before -> before.isPresent() ? before : mine).orElseThrow();
        waiting.values().forEach(asked -> asked.completeExceptionally(reason));
        return again(reason);
    }

    /** The same reason with the stack of the thread that meets it. */
    private static RemoteKernelException again(RemoteKernelException reason) {
        return new RemoteKernelException(String.valueOf(reason.getMessage()), reason);
    }

    @Override
    public void close() throws IOException {
        end(farEnd.name() + " was let go", new IOException("closed"));
        // The guest sees the end of what it is told, and ends itself; whoever started it waits for that, or does not.
        out.close();
    }
}
