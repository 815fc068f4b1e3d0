package io.github.bpfmaven.loader.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;

import com.sun.jna.Pointer;

/** Memory of this process. */
final class LocalMapping implements Mapping {
    private static final Cleaner CLEANER = Cleaner.create();
    // Constants, for the JIT compiles only accesses through those to single instructions: 1 ns in place of 7.
    private static final VarHandle LONGS = view(long[].class);
    private static final VarHandle INTS = view(int[].class);

    private final long address;
    private final long length;
    /** All of it, or as much as a buffer can be: its beginning. */
    private final ByteBuffer memory;

    private final ByteBuffer readOnly;
    private final Release release;
    /** Whether somebody may hold a buffer of this memory, so that it must not go before he does. */
    private volatile boolean handedOut;

    LocalMapping(long address, long length) {
        this.address = address;
        this.length = length;
        this.memory = new Pointer(address)
                .getByteBuffer(0, Math.min(length, Integer.MAX_VALUE))
                .order(ByteOrder.nativeOrder());
        this.readOnly = memory.asReadOnlyBuffer();
        this.release = new Release(address, length, new AtomicBoolean());
    }

    private static VarHandle view(Class<?> elements) {
        return MethodHandles.byteBufferViewVarHandle(elements, ByteOrder.nativeOrder());
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public long getLongAcquire(long offset) {
        return isNear(offset, Long.BYTES)
                ? (long) LONGS.getAcquire(memory, (int) offset)
                : (long) LONGS.getAcquire(far(offset, Long.BYTES), 0);
    }

    @Override
    public int getIntAcquire(long offset) {
        return isNear(offset, Integer.BYTES)
                ? (int) INTS.getAcquire(memory, (int) offset)
                : (int) INTS.getAcquire(far(offset, Integer.BYTES), 0);
    }

    @Override
    public void putLongRelease(long offset, long value) {
        if (isNear(offset, Long.BYTES)) {
            LONGS.setRelease(memory, (int) offset, value);
        } else {
            LONGS.setRelease(far(offset, Long.BYTES), 0, value);
        }
    }

    @Override
    public ByteBuffer view(long offset, int size) {
        if (!isNear(offset, size)) {
            return buffer(offset, size).asReadOnlyBuffer().order(memory.order());
        }
        if (!handedOut) {
            // Whoever keeps it longer than he should reads what is no longer there, but does not end the JVM.
            handOut();
        }
        return readOnly.slice((int) offset, size).order(memory.order());
    }

    @Override
    public boolean isOfThisProcess() {
        return true;
    }

    @Override
    public ByteBuffer buffer(long offset, int size) {
        handOut();
        if (isNear(offset, size)) {
            return memory.slice((int) offset, size).order(memory.order());
        }
        ByteBuffer window = far(offset, size);
        CLEANER.register(window, new Hold(memory));
        return window;
    }

    private synchronized void handOut() {
        if (!handedOut) {
            handedOut = true;
            // Buffers made of this one hold on to it, so that none of them outlives it.
            CLEANER.register(memory, release);
        }
    }

    private boolean isNear(long offset, int size) {
        return offset >= 0 && offset <= memory.capacity() - size;
    }

    /** What is behind the end of the largest buffer. */
    private ByteBuffer far(long offset, int size) {
        if (offset < 0 || offset > length - size) {
            throw new IndexOutOfBoundsException(size + " bytes at " + offset + " of " + length);
        }
        return new Pointer(address + offset).getByteBuffer(0, size).order(memory.order());
    }

    @Override
    public synchronized void close() {
        if (!handedOut) {
            release.run();
        }
    }

    /** Keeps the memory as long as a buffer can be reached that is not made of it. */
    private record Hold(ByteBuffer memory) implements Runnable {
        @Override
        public void run() {
            // With this, nothing holds the memory any longer.
        }
    }

    /** Knows nothing of the buffer, which could never go otherwise. */
    private record Release(long address, long length, AtomicBoolean done) implements Runnable {
        @Override
        public void run() {
            if (!done.getAndSet(true)) {
                CLibrary.munmap(address, length);
            }
        }
    }
}
