package io.github.bpfmaven.loader.map;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import io.github.bpfmaven.loader.kernel.Mapping;

/**
 * The events of one CPU: a page that says how far the kernel and the reader are, and the data, in which an event may go over
 * the end.
 *
 * <p>Source: {@code struct perf_event_mmap_page} and {@code enum perf_event_type} in
 * {@code include/uapi/linux/perf_event.h}, Linux 6.18.
 */
final class PerfRing {
    private static final long HEAD = 1024;
    private static final long TAIL = 1032;
    private static final int HEADER = 8;
    private static final int LOST = 2;
    private static final int SAMPLE = 9;

    private final Mapping memory;
    private final int page;
    private final int size;
    private final boolean bigEndian;

    /**
     * @param size of the data in bytes, a power of two
     * @param order of the kernel
     */
    PerfRing(Mapping memory, int page, int size, ByteOrder order) {
        this.memory = memory;
        this.page = page;
        this.size = size;
        this.bigEndian = order == ByteOrder.BIG_ENDIAN;
    }

    /** Is told of what is in it. */
    interface Visitor {
        /** @return whether it wants more */
        boolean sample(ByteBuffer event) throws IOException;

        void lost(long count);
    }

    /**
     * Goes through all that is there; whether the visitor wants more.
     *
     * @throws IOException also if a record is longer than what there is
     */
    boolean read(Visitor visitor) throws IOException {
        long head = memory.getLongAcquire(HEAD);
        long tail = memory.getLongAcquire(TAIL);
        boolean more = true;
        while (tail < head && more) {
            // Records are of multiples of 8 bytes, so that no header is in two pieces.
            long header = memory.getLongAcquire(page + (tail & size - 1));
            int type = (int) (bigEndian ? header >>> 32 : header);
            int length = (int) (bigEndian ? header & 0xffff : header >>> 48);
            if (length < HEADER || length > head - tail || length > size) {
                throw damaged(length);
            }
            ByteBuffer record = bytes(tail, length);
            tail += length;
            try {
                if (type == SAMPLE) {
                    more = visitor.sample(sample(record));
                } else if (type == LOST) {
                    visitor.lost(record.getLong(HEADER + Long.BYTES));
                }
            } finally {
                // Also where the taker threw: the event has been seen, and would come again for ever.
                memory.putLongRelease(TAIL, tail);
            }
        }
        return more;
    }

    /** What the program wrote, with its padding. */
    private static ByteBuffer sample(ByteBuffer record) throws IOException {
        int start = HEADER + Integer.BYTES;
        int length = record.limit() < start ? -1 : record.getInt(HEADER);
        if (length < 0 || length > record.limit() - start) {
            throw damaged(record.limit());
        }
        return record.slice(start, length).order(record.order());
    }

    private static IOException damaged(int length) {
        return new IOException("the perf buffer is damaged: a record of " + length + " bytes");
    }

    private ByteBuffer bytes(long position, int length) throws IOException {
        int at = (int) (position & size - 1);
        if (at + length <= size) {
            return memory.view((long) page + at, length);
        }
        ByteBuffer start = memory.view((long) page + at, size - at);
        ByteBuffer whole = ByteBuffer.allocate(length).order(start.order());
        whole.put(start).put(memory.view(page, length - (size - at)));
        return whole.flip().asReadOnlyBuffer().order(start.order());
    }

    void close() throws IOException {
        memory.close();
    }
}
