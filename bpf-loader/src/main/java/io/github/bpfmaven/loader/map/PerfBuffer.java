package io.github.bpfmaven.loader.map;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import io.github.bpfmaven.loader.command.PerfCalls;
import io.github.bpfmaven.loader.kernel.Block;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.Kernel;
import io.github.bpfmaven.object.MapType;

/**
 * Reads a perf buffer ({@code BPF_MAP_TYPE_PERF_EVENT_ARRAY} with {@code bpf_perf_event_output}), which kernels before 5.8 have
 * in place of ring buffers: one for each CPU, so that the events of several CPUs are not in order. An event is given with up to
 * seven bytes of nothing behind it, as the kernel pads it so that its size and 4 bytes more are a multiple of 8.
 *
 * <p>It takes the places of all CPUs that are on in the map, and leaves them when it is closed.
 *
 * <p>Source: {@code __perf_buffer__new} of libbpf 1.8.
 */
public final class PerfBuffer extends EventBuffer {
    /** Of data for each CPU, unless told otherwise. */
    public static final int PAGES = 64;

    private static final int TYPE_SOFTWARE = 1;
    private static final int BPF_OUTPUT = 10;
    private static final int SAMPLE_RAW = 1 << 10;

    private final List<PerfRing> rings;
    private final AtomicLong lost = new AtomicLong();
    /** Where the next turn begins, so that a busy CPU does not keep the others from being read. */
    private int first;

    private PerfBuffer(Poller poller, List<PerfRing> rings) {
        super(poller);
        this.rings = List.copyOf(rings);
    }

    /** Reads a map, with {@link #PAGES} pages of data for each CPU. */
    public static PerfBuffer of(LoadedMap map) throws IOException {
        return of(map, PAGES);
    }

    /**
     * Reads a map.
     *
     * @param pages of data for each CPU, a power of two
     * @throws IllegalArgumentException if it is no array of perf events, or there can't be so many pages
     */
    public static PerfBuffer of(LoadedMap map, int pages) throws IOException {
        if (map.info().type() != MapType.PERF_EVENT_ARRAY.number()) {
            throw new IllegalArgumentException(map + " is no array of perf events");
        }
        if (Integer.bitCount(pages) != 1 || pages < 0) {
            throw new IllegalArgumentException("a perf buffer has a power of two of pages, not " + pages);
        }
        Kernel kernel = map.kernel().kernel();
        List<Descriptor> events = new ArrayList<>();
        List<PerfRing> rings = new ArrayList<>();
        try {
            for (int cpu : map.kernel().onlineCpus()) {
                if (cpu < map.info().maxEntries()) {
                    Descriptor event = open(kernel, cpu);
                    events.add(event);
                    rings.add(ring(kernel, event, pages));
                    new PerfCalls(kernel).enable(event.number());
                    map.put(key(kernel, cpu), event);
                }
            }
            return new PerfBuffer(Poller.of(kernel, events), rings);
        } catch (IOException | RuntimeException refused) {
            for (PerfRing ring : rings) {
                ring.close();
            }
            for (Descriptor event : events) {
                event.close();
            }
            throw refused;
        }
    }

    private static Descriptor open(Kernel kernel, int cpu) throws IOException {
        PerfCalls calls = new PerfCalls(kernel);
        Block attributes = calls.attributes(TYPE_SOFTWARE)
                .putLong(8, BPF_OUTPUT)
                .putLong(16, 1) // Each event is a sample …
                .putLong(24, SAMPLE_RAW)
                .putInt(48, 1); // … and wakes up who waits.
        return calls.open(attributes, -1, cpu, "perf buffer of CPU " + cpu);
    }

    private static PerfRing ring(Kernel kernel, Descriptor event, int pages) throws IOException {
        int page = kernel.pageSize();
        int size = Math.multiplyExact(pages, page);
        return new PerfRing(
                event.use(number -> kernel.map(number, 0, (long) page + size, true)), page, size, kernel.byteOrder());
    }

    private static byte[] key(Kernel kernel, int cpu) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(kernel.byteOrder())
                .putInt(cpu)
                .array();
    }

    /** How many events the kernel had no room for, as far as this has been read: it says so in the buffer itself. */
    public long lost() {
        return lost.get();
    }

    @Override
    int take(BooleanSupplier more, EventConsumer<ByteBuffer> taker) throws IOException {
        Taking taking = new Taking(more, taker);
        for (int i = 0; i < rings.size() && more.getAsBoolean(); i++) {
            rings.get((first + i) % rings.size()).read(taking);
        }
        first = (first + 1) % rings.size();
        return taking.taken;
    }

    @Override
    void release() throws IOException {
        for (PerfRing ring : rings) {
            ring.close();
        }
    }

    /** Hands events on. */
    private final class Taking implements PerfRing.Visitor {
        private final BooleanSupplier more;
        private final EventConsumer<ByteBuffer> taker;
        private int taken;

        Taking(BooleanSupplier more, EventConsumer<ByteBuffer> taker) {
            this.more = more;
            this.taker = taker;
        }

        @Override
        public boolean sample(ByteBuffer event) throws IOException {
            taken++;
            taker.accept(event);
            return more.getAsBoolean();
        }

        @Override
        public void lost(long count) {
            lost.addAndGet(count);
        }
    }
}
