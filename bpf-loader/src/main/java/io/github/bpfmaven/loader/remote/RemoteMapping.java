package io.github.bpfmaven.loader.remote;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.bpfmaven.loader.kernel.Mapping;

/** Memory that the guest has mapped: each access is a message. */
final class RemoteMapping implements Mapping {
    private final RemoteKernel kernel;
    private final long address;
    private final long length;
    private final AtomicBoolean closed = new AtomicBoolean();

    RemoteMapping(RemoteKernel kernel, long address, long length) {
        this.kernel = kernel;
        this.address = address;
        this.length = length;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public long getLongAcquire(long offset) throws IOException {
        return kernel.ask(Operation.LOAD_LONG, at(offset, Long.BYTES)).bytes().getLong();
    }

    @Override
    public int getIntAcquire(long offset) throws IOException {
        return (int) kernel.ask(Operation.LOAD_INT, at(offset, Integer.BYTES)).result();
    }

    @Override
    public void putLongRelease(long offset, long value) throws IOException {
        kernel.ask(Operation.STORE_LONG, at(offset, Long.BYTES), value);
    }

    @Override
    public ByteBuffer view(long offset, int size) throws IOException {
        return kernel.ask(Operation.READ_MEMORY, at(offset, size), size)
                .bytes()
                .asReadOnlyBuffer()
                .order(kernel.byteOrder());
    }

    @Override
    public boolean isOfThisProcess() {
        return false;
    }

    @Override
    public ByteBuffer buffer(long offset, int size) {
        throw new UnsupportedOperationException("this memory is in another machine, of which there are copies alone");
    }

    @Override
    public void close() throws IOException {
        // Something else may have been mapped there since.
        if (!closed.getAndSet(true)) {
            kernel.ask(Operation.UNMAP, address, length);
        }
    }

    /** The guest has no memory but this to lose: a place outside would end it. */
    private long at(long offset, int size) {
        if (offset < 0 || size < 0 || offset > length - size) {
            throw new IndexOutOfBoundsException(size + " bytes at " + offset + " of " + length);
        }
        return address + offset;
    }
}
