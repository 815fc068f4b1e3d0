package io.github.bpfmaven.loader.kernel;

import java.io.IOException;
import java.nio.ByteOrder;

/**
 * A kernel: this machine's, or one that is reached over a wire. All that is asked of it are system calls in numbers and bytes,
 * and memory that it shares, so that a few lines on the other end of a wire can carry them out.
 *
 * <p>For use by several threads at once.
 */
public interface Kernel extends AutoCloseable {
    /** Its architecture. */
    Machine machine();

    /**
     * Carries out a system call.
     *
     * @param arguments at most six; blocks are given by their address, and those that are answered hold the answer then
     * @return what the kernel returned: not negative, or the number of the error ({@code errno}) with a minus
     * @throws IOException if the kernel can't be reached
     */
    long call(SystemCall call, Argument... arguments) throws IOException;

    /**
     * Maps memory that the kernel shares ({@code mmap} with {@code MAP_SHARED}).
     *
     * @param descriptor what to map: a map, a perf event
     * @param offset in bytes, a multiple of the page size
     * @param length in bytes
     * @param writable whether it is to be written to
     * @throws SystemCallException if the kernel refuses
     */
    Mapping map(int descriptor, long offset, long length, boolean writable) throws IOException;

    /**
     * Maps memory that the kernel shares at an address of the process that makes the system calls.
     *
     * @param address a multiple of the page size; 0 for any
     * @param descriptor what to map, from its start on, to be read and written
     * @param length in bytes
     * @throws SystemCallException if the kernel refuses, or something else is there
     * @throws UnsupportedOperationException if this way to a kernel has no such mapping
     */
    default Mapping mapAt(long address, int descriptor, long length) throws IOException {
        throw new UnsupportedOperationException("this way to a kernel maps no memory at an address, as arenas want it");
    }

    /** The size of a page in bytes. */
    int pageSize();

    /** The byte order of all numbers in blocks and in memory. */
    default ByteOrder byteOrder() {
        return machine().byteOrder();
    }

    /** Lets the kernel go; what was loaded into it stays there as long as it has descriptors or pins. */
    @Override
    void close() throws IOException;
}
