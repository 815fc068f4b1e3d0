package io.github.bpfmaven.loader.map;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;

/**
 * Reads what programs say to user space as Java objects: when it is asked, by a thread, or as a stream. One of these at a time.
 *
 * @param <T> what events are
 */
public final class EventReader<T> implements AutoCloseable {
    private static final Duration FOR_EVER = Duration.ofSeconds(-1);

    private final EventBuffer buffer;
    private final Function<ByteBuffer, T> type;

    EventReader(EventBuffer buffer, Function<ByteBuffer, T> type) {
        this.buffer = buffer;
        this.type = type;
    }

    /**
     * Waits for events and takes all that are there.
     *
     * @param atMost how long to wait; a negative one for ever
     * @return how many were taken; 0 if none came in time, or if this was closed meanwhile
     * @throws IllegalStateException if it is closed
     */
    public int poll(Duration atMost, EventConsumer<T> taker) throws IOException {
        return buffer.poll(atMost, event -> taker.accept(type.apply(event)));
    }

    /** Takes all events that are there; how many. */
    public int consume(EventConsumer<T> taker) throws IOException {
        return poll(Duration.ZERO, taker);
    }

    /**
     * Starts a daemon thread that takes events until this is closed.
     *
     * @return is completed when the thread ends: with the failure, if the taker threw or the kernel refused
     */
    public CompletableFuture<Void> start(EventConsumer<T> taker) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try {
                        takeAll(taker);
                        end.complete(null);
                    } catch (Throwable failed) {
                        end.completeExceptionally(failed);
                    }
                },
                "bpf-events");
        reader.setDaemon(true);
        reader.start();
        return end;
    }

    private void takeAll(EventConsumer<T> taker) throws IOException {
        while (!buffer.isClosed()) {
            try {
                poll(FOR_EVER, taker);
            } catch (IllegalStateException failed) {
                // Closed between the question and the call; or it is the taker's own.
                if (!buffer.isClosed()) {
                    throw failed;
                }
            }
        }
    }

    /**
     * The events as a stream for one subscriber. A thread reads as many as are asked for; the others stay in the buffer, and when
     * that is full, programs are told so. It ends when this is closed.
     */
    public Flow.Publisher<T> publisher() {
        return new EventPublisher<>(buffer, type);
    }

    /** Lets the buffer go; nothing happens the second time. */
    @Override
    public void close() throws IOException {
        buffer.close();
    }
}
