package io.github.bpfmaven.loader.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Memory that a guest sees, too, as the device "ivshmem", with a ring of bytes for each direction: {@code struct shared} in
 * {@code src/main/guest/protocol.h}. Nobody rings a bell, so both look again and again, the less often the longer nothing comes.
 */
final class SharedMemory {
    /** How long the file is, in bytes. */
    static final int SIZE = 4 << 20;

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int RING = 1 << 20;
    private static final int TO_GUEST = 1 << 20;
    private static final int TO_HOST = 2 << 20;
    private static final int TO_GUEST_WRITTEN = 0;
    private static final int TO_GUEST_READ = 64;
    private static final int TO_HOST_WRITTEN = 128;
    private static final int TO_HOST_READ = 192;
    private static final int BEAT = 256;
    private static final int SPINS = 200;
    private static final int CHECKS = 64;
    private static final long SHORTEST_PAUSE = 20_000;
    private static final long LONGEST_PAUSE = 1_000_000;

    private final ByteBuffer memory;
    private final BooleanSupplier isGuestAlive;

    private SharedMemory(ByteBuffer memory, BooleanSupplier isGuestAlive) {
        this.memory = memory;
        this.isGuestAlive = isGuestAlive;
    }

    /** Makes the file. */
    static void create(Path file) throws IOException {
        // All of it: where the disk is full, this says so, and not the end of whoever writes to the memory.
        Files.write(file, new byte[SIZE], StandardOpenOption.CREATE_NEW);
    }

    /**
     * Maps the file.
     *
     * @param isGuestAlive whether waiting for it has a point
     */
    static SharedMemory map(Path file, BooleanSupplier isGuestAlive) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new SharedMemory(channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE), isGuestAlive);
        }
    }

    /** Whether the guest has said something that has not been read. */
    boolean hasInput() {
        beat();
        return position(TO_HOST_WRITTEN) != position(TO_HOST_READ);
    }

    /** What the guest says; ends when it does. For one thread. */
    InputStream input() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (length == 0) {
                    return 0;
                }
                if (!await(SharedMemory.this::hasInput)) {
                    return -1;
                }
                long read = position(TO_HOST_READ);
                int place = (int) (read % RING);
                int count = (int) Math.min(Math.min(length, RING - place), position(TO_HOST_WRITTEN) - read);
                memory.get(TO_HOST + place, bytes, offset, count);
                LONG.setRelease(memory, TO_HOST_READ, read + count);
                return count;
            }
        };
    }

    /** What the guest is told. For one thread at a time. */
    OutputStream output() {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                for (int done = 0; done < length; ) {
                    if (!await(() -> room() > 0)) {
                        throw new IOException("the guest has ended");
                    }
                    long written = position(TO_GUEST_WRITTEN);
                    int place = (int) (written % RING);
                    int count = (int) Math.min(Math.min(length - done, RING - place), room());
                    memory.put(TO_GUEST + place, bytes, offset + done, count);
                    LONG.setRelease(memory, TO_GUEST_WRITTEN, written + count);
                    done += count;
                }
            }
        };
    }

    private long room() {
        return RING - (position(TO_GUEST_WRITTEN) - position(TO_GUEST_READ));
    }

    private long position(int place) {
        return (long) LONG.getAcquire(memory, place);
    }

    /** What the guest knows by that somebody is there: any change will do. */
    private void beat() {
        LONG.setOpaque(memory, BEAT, System.nanoTime());
    }

    /** @return false if the guest ends before */
    private boolean await(BooleanSupplier condition) {
        long pause = SHORTEST_PAUSE;
        for (int times = 0; !condition.getAsBoolean(); times++) {
            if (times < SPINS) {
                Thread.onSpinWait();
                continue;
            }
            if (times % CHECKS == 0 && !isGuestAlive.getAsBoolean()) {
                return condition.getAsBoolean();
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(pause + pause / 2, LONGEST_PAUSE);
        }
        return true;
    }
}
