package io.github.bpfmaven.loader.map;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.ReentrantLock;

import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.Kernel;
import io.github.bpfmaven.loader.kernel.Mapping;
import io.github.bpfmaven.object.MapType;

/**
 * Reads a ring buffer ({@code BPF_MAP_TYPE_RINGBUF}, Linux 5.8): the events of all CPUs in the order in which programs
 * reserved room for them. One reader at a time: a second one waits for the first.
 *
 * <p>It can be closed from any thread, also from the consumer: who waits for events wakes up. The map may be closed before.
 *
 * <p>Source: {@code kernel/bpf/ringbuf.c}, Linux 6.18: a page with the consumer's position, one with the producer's, the data
 * and the data again, so that no event is in two pieces.
 */
public final class RingBuffer implements AutoCloseable {
    private static final int BUSY = 1 << 31;
    private static final int DISCARDED = 1 << 30;
    private static final int HEADER = 8;

    private final Mapping consumer;
    private final Mapping producer;
    private final Poller poller;
    private final int page;
    private final long mask;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile boolean closed;
    private boolean released;

    /** Takes an event. */
    @FunctionalInterface
    public interface Consumer {
        /**
         * @param event its bytes in the kernel's byte order, to be read; they are good until this returns, as the memory is the
         *     kernel's own
         */
        void accept(ByteBuffer event) throws IOException;
    }

    private RingBuffer(Kernel kernel, Descriptor map, int size) throws IOException {
        this.page = kernel.pageSize();
        this.mask = size - 1L;
        this.consumer = map.use(number -> kernel.map(number, 0, page, true));
        Mapping data;
        try {
            data = map.use(number -> kernel.map(number, page, page + 2L * size, false));
        } catch (IOException refused) {
            consumer.close();
            throw refused;
        }
        this.producer = data;
        try {
            this.poller = map.use(number -> Poller.of(kernel, number));
        } catch (IOException refused) {
            consumer.close();
            producer.close();
            throw refused;
        }
    }

    /**
     * Reads a map.
     *
     * @throws IllegalArgumentException if it is no ring buffer
     */
    public static RingBuffer of(LoadedMap map) throws IOException {
        if (map.info().type() != MapType.RINGBUF.number()) {
            throw new IllegalArgumentException(map + " is no ring buffer");
        }
        return new RingBuffer(
                map.kernel().kernel(), map.descriptor(), map.info().maxEntries());
    }

    /**
     * Waits for events and takes all that are there.
     *
     * @param atMost how long to wait; a negative one for ever
     * @return how many were taken; 0 if none came in time, or if this was closed meanwhile
     * @throws IllegalStateException if it is closed
     */
    public int poll(Duration atMost, Consumer taker) throws IOException {
        return read(atMost, Integer.MAX_VALUE, taker);
    }

    /** Takes all events that are there; how many. */
    public int consume(Consumer taker) throws IOException {
        return read(Duration.ZERO, Integer.MAX_VALUE, taker);
    }

    /** Takes no more events than that. */
    int read(Duration atMost, int most, Consumer taker) throws IOException {
        reading.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the ring buffer is closed");
            }
            int taken = take(most, taker);
            if (taken == 0 && !atMost.isZero() && !closed && poller.await(atMost)) {
                taken = take(most, taker);
            }
            return taken;
        } finally {
            releaseIfClosed();
            reading.unlock();
        }
    }

    private int take(int most, Consumer taker) throws IOException {
        int taken = 0;
        long position = consumer.getLongAcquire(0);
        long end = producer.getLongAcquire(0);
        while (position < end && taken < most && !closed) {
            long at = page + (position & mask);
            int header = producer.getIntAcquire(at);
            if ((header & BUSY) != 0) {
                return taken;
            }
            int length = header & ~(BUSY | DISCARDED);
            position += (length + HEADER + HEADER - 1L) / HEADER * HEADER;
            try {
                if ((header & DISCARDED) == 0) {
                    taken++;
                    taker.accept(producer.view(at + HEADER, length));
                }
            } finally {
                // Also where the taker threw: the event has been seen, and would come again for ever.
                consumer.putLongRelease(0, position);
            }
            if (position == end) {
                end = producer.getLongAcquire(0);
            }
        }
        return taken;
    }

    /**
     * The events as a stream for one subscriber, each as bytes of its own. A thread reads as many as are asked for; the others
     * stay in the buffer, and when that is full, programs are told so. It ends when this is closed.
     */
    public Flow.Publisher<byte[]> publisher() {
        return new RingBufferPublisher(this);
    }

    /** Ends a wait for events. */
    void wake() throws IOException {
        poller.wake();
    }

    /** Whether it is closed. */
    boolean isClosed() {
        return closed;
    }

    /** Lets the memory go, when nobody reads it any more; nothing happens the second time. */
    @Override
    public void close() throws IOException {
        closed = true;
        poller.wake();
        reading.lock();
        try {
            // The consumer closes it itself: it still has an event in its hands.
            if (reading.getHoldCount() == 1) {
                releaseIfClosed();
            }
        } finally {
            reading.unlock();
        }
    }

    private void releaseIfClosed() throws IOException {
        if (closed && !released && reading.getHoldCount() == 1) {
            released = true;
            consumer.close();
            producer.close();
            poller.close();
        }
    }
}
