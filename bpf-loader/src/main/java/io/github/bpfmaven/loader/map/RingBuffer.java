package io.github.bpfmaven.loader.map;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BooleanSupplier;

import io.github.bpfmaven.loader.kernel.Argument;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.Kernel;
import io.github.bpfmaven.loader.kernel.Mapping;
import io.github.bpfmaven.loader.kernel.SystemCall;
import io.github.bpfmaven.object.MapType;

/**
 * Reads a ring buffer ({@code BPF_MAP_TYPE_RINGBUF}, Linux 5.8): the events of all CPUs in the order in which programs
 * reserved room for them.
 *
 * <p>Source: {@code kernel/bpf/ringbuf.c}, Linux 6.18: a page with the consumer's position, one with the producer's, the data
 * and the data again, so that no event is in two pieces.
 */
public final class RingBuffer extends EventBuffer {
    private static final int BUSY = 1 << 31;
    private static final int DISCARDED = 1 << 30;
    private static final int HEADER = 8;

    private static final int DUPLICATE_CLOSE_ON_EXEC = 1030;

    private final Mapping consumer;
    private final Mapping producer;
    private final int page;
    private final long mask;

    private RingBuffer(Poller poller, Mapping consumer, Mapping producer, int page, long size) {
        super(poller);
        this.consumer = consumer;
        this.producer = producer;
        this.page = page;
        this.mask = size - 1;
    }

    /**
     * Reads a map.
     *
     * @throws IllegalArgumentException if it is no ring buffer
     * @throws UnsupportedOperationException if it has more than 512 MiB, twice which no buffer of Java can hold
     */
    public static RingBuffer of(LoadedMap map) throws IOException {
        if (map.info().type() != MapType.RINGBUF.number()) {
            throw new IllegalArgumentException(map + " is no ring buffer");
        }
        Kernel kernel = map.kernel().kernel();
        int page = kernel.pageSize();
        long size = Integer.toUnsignedLong(map.info().maxEntries());
        return map.descriptor().use(number -> {
            Mapping consumer = kernel.map(number, 0, page, true);
            try {
                Mapping producer = kernel.map(number, page, page + 2 * size, false);
                try {
                    return new RingBuffer(poller(kernel, number), consumer, producer, page, size);
                } catch (IOException | RuntimeException refused) {
                    producer.close();
                    throw refused;
                }
            } catch (IOException | RuntimeException refused) {
                consumer.close();
                throw refused;
            }
        });
    }

    /** With a descriptor of its own, so that the map may be closed. */
    private static Poller poller(Kernel kernel, int map) throws IOException {
        Descriptor own = Descriptor.of(
                kernel,
                "fcntl",
                kernel.call(SystemCall.FCNTL, Argument.of(map), Argument.of(DUPLICATE_CLOSE_ON_EXEC), Argument.of(0)));
        try {
            return Poller.of(kernel, List.of(own));
        } catch (IOException refused) {
            own.close();
            throw refused;
        }
    }

    @Override
    int take(BooleanSupplier more, EventConsumer<ByteBuffer> taker) throws IOException {
        int taken = 0;
        long position = consumer.getLongAcquire(0);
        long end = producer.getLongAcquire(0);
        while (position < end && more.getAsBoolean()) {
            long at = page + (position & mask);
            int header = producer.getIntAcquire(at);
            if ((header & BUSY) != 0) {
                return taken;
            }
            int length = header & ~(BUSY | DISCARDED);
            if (length > mask + 1 - HEADER) {
                throw new IOException("the ring buffer is damaged: an event of " + length + " bytes");
            }
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

    @Override
    void release() throws IOException {
        consumer.close();
        producer.close();
    }
}
