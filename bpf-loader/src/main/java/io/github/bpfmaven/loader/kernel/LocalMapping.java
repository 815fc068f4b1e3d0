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

    private final long length;
    private final ByteBuffer memory;
    private final ByteBuffer readOnly;
    private final Release release;
    /** Whether somebody may hold a buffer of this memory, so that it must not go before he does. */
    private volatile boolean handedOut;

    LocalMapping(long address, long length) {
        this.length = length;
        this.memory = new Pointer(address).getByteBuffer(0, length).order(ByteOrder.nativeOrder());
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
        return (long) LONGS.getAcquire(memory, Math.toIntExact(offset));
    }

    @Override
    public int getIntAcquire(long offset) {
        return (int) INTS.getAcquire(memory, Math.toIntExact(offset));
    }

    @Override
    public void putLongRelease(long offset, long value) {
        LONGS.setRelease(memory, Math.toIntExact(offset), value);
    }

    @Override
    public ByteBuffer view(long offset, int size) {
        if (!handedOut) {
            // Whoever keeps it longer than he should reads what is no longer there, but does not end the JVM.
            buffer();
        }
        return readOnly.slice(Math.toIntExact(offset), size).order(memory.order());
    }

    @Override
    public boolean isOfThisProcess() {
        return true;
    }

    @Override
    public synchronized ByteBuffer buffer() {
        if (!handedOut) {
            handedOut = true;
            // Buffers made of this one hold on to it, so that none of them outlives it.
            CLEANER.register(memory, release);
        }
        return memory;
    }

    @Override
    public synchronized void close() {
        if (!handedOut) {
            release.run();
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
