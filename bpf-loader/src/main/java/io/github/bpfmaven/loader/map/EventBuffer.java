package io.github.bpfmaven.loader.map;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import io.github.bpfmaven.object.MapType;

/**
 * Reads what programs say to user space. One reader at a time: a second one waits for the first.
 *
 * <p>It can be closed from any thread, also from the consumer: who waits for events wakes up. The map may be closed before.
 */
public abstract sealed class EventBuffer implements AutoCloseable permits RingBuffer, PerfBuffer {
    private final Poller poller;
    private final ReentrantLock reading = new ReentrantLock();
    private final BooleanSupplier open = () -> !isClosed();
    private volatile boolean closed;
    private boolean released;

    EventBuffer(Poller poller) {
        this.poller = poller;
    }

    /**
     * Reads a ring buffer, or a perf buffer with {@link PerfBuffer#PAGES} pages for each CPU.
     *
     * @throws IllegalArgumentException if the map is neither
     */
    public static EventBuffer of(LoadedMap map) throws IOException {
        return map.info().type() == MapType.PERF_EVENT_ARRAY.number() ? PerfBuffer.of(map) : RingBuffer.of(map);
    }

    /**
     * Waits for events and takes all that are there.
     *
     * @param atMost how long to wait; a negative one for ever
     * @param taker is given an event's bytes in the kernel's byte order, to be read; they are good until it returns, as the
     *     memory may be the kernel's own. A buffer that is kept for longer shows other events' bytes later on, and never
     *     memory that is gone, also when this is closed; what is to be kept is copied
     * @return how many were taken; 0 if none came in time, or if this was closed meanwhile
     * @throws IllegalStateException if it is closed, or this is called by the taker
     * @throws java.io.InterruptedIOException if the thread is interrupted and would wait, at most a second later; it stays
     *     interrupted
     */
    public final int poll(Duration atMost, EventConsumer<ByteBuffer> taker) throws IOException {
        return read(atMost, open, taker);
    }

    /** Takes all events that are there; how many. */
    public final int consume(EventConsumer<ByteBuffer> taker) throws IOException {
        return read(Duration.ZERO, open, taker);
    }

    /** The events as a stream for one subscriber, each as bytes of its own; see {@link EventReader#publisher}. */
    public final Flow.Publisher<byte[]> publisher() {
        return typed(event -> {
                    byte[] bytes = new byte[event.remaining()];
                    event.get(bytes);
                    return bytes;
                })
                .publisher();
    }

    /**
     * The events as Java objects.
     *
     * @param type makes one of an event's bytes, which it must not keep: {@code NewProtocol::read}
     * @return closes this when it is closed
     */
    public final <T> EventReader<T> typed(Function<ByteBuffer, T> type) {
        return new EventReader<>(this, type);
    }

    /**
     * Takes events as long as they are wanted.
     *
     * @param more is asked before each; false once this is closed
     */
    final int read(Duration atMost, BooleanSupplier more, EventConsumer<ByteBuffer> taker) throws IOException {
        reading.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the buffer of events is closed");
            }
            if (reading.getHoldCount() > 1) {
                // It would be given the event that it has in its hands once more.
                throw new IllegalStateException("who is given an event can't ask for the next one before he returns");
            }
            int taken = take(more, taker);
            if (taken == 0 && !atMost.isZero() && more.getAsBoolean() && poller.await(atMost)) {
                taken = take(more, taker);
            }
            return taken;
        } finally {
            unlock();
        }
    }

    /** Takes events that are there, as long as they are wanted; how many. */
    abstract int take(BooleanSupplier more, EventConsumer<ByteBuffer> taker) throws IOException;

    /** Lets the memory go. */
    abstract void release() throws IOException;

    /** Ends a wait for events. */
    final void wake() throws IOException {
        poller.wake();
    }

    /** Whether it is closed. */
    final boolean isClosed() {
        return closed;
    }

    /** Lets the memory go, when nobody reads it any more; nothing happens the second time. */
    @Override
    public final void close() throws IOException {
        closed = true;
        try {
            poller.wake();
        } finally {
            reading.lock();
            unlock();
        }
    }

    /** The last one out lets the memory go; not the consumer who closes this himself, who has an event in his hands. */
    private void unlock() throws IOException {
        try {
            if (closed && !released && reading.getHoldCount() == 1) {
                released = true;
                try {
                    release();
                } finally {
                    poller.close();
                }
            }
        } finally {
            reading.unlock();
        }
    }
}
