package io.github.bpfmaven.loader.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Memory shared with a kernel. Offsets and lengths are in bytes. It must not be used once it is closed: whoever holds one sees
 * to that.
 */
public interface Mapping extends AutoCloseable {
    /** How long it is. */
    long length();

    /** Reads 8 bytes at once; what the kernel wrote before it wrote these can be read afterwards. */
    long getLongAcquire(long offset) throws IOException;

    /** Reads 4 bytes at once; what the kernel wrote before it wrote these can be read afterwards. */
    int getIntAcquire(long offset) throws IOException;

    /** Writes 8 bytes at once, after all that was read or written before. */
    void putLongRelease(long offset, long value) throws IOException;

    /**
     * Some of its bytes to be read, in the kernel's byte order; the memory itself where that can be, else a copy. The memory then
     * stays mapped as that of {@link #buffer} does.
     */
    ByteBuffer view(long offset, int length) throws IOException;

    /** Whether it is memory of this process; if not, {@link #view} gives copies, and there is no {@link #buffer}. */
    boolean isOfThisProcess();

    /**
     * The memory itself, to be read and written, in the kernel's byte order. It stays mapped as long as the buffer or one made
     * of it can be reached, whether or not this is closed, and goes with the garbage collector: so that no buffer ever
     * points to memory that is gone.
     *
     * @throws IndexOutOfBoundsException if there is less
     * @throws UnsupportedOperationException if the kernel is elsewhere
     */
    ByteBuffer buffer(long offset, int length);

    @Override
    void close() throws IOException;
}
