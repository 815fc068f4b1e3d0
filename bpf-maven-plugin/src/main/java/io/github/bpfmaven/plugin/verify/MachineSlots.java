package io.github.bpfmaven.plugin.verify;

import java.util.function.LongSupplier;

import javax.inject.Inject;
import javax.inject.Singleton;

import io.github.bpfmaven.plugin.compile.AvailableMemory;

/**
 * Bounds the virtual machines of a whole build by processors and by memory, also where {@code -T} verifies several modules at
 * once: there is one of these in the plugin's realm. One machine runs in any case.
 */
@Singleton
final class MachineSlots {
    /** What QEMU itself needs beside the guest's memory. */
    private static final long OVERHEAD = 192L << 20;

    private final int processors;
    private final LongSupplier availableBytes;
    private int running;
    private long promised;
    private long room;

    @Inject
    MachineSlots() {
        this(Runtime.getRuntime().availableProcessors(), AvailableMemory.ofThisMachine());
    }

    /** @param availableBytes what can be allocated and nothing has to be swapped out for */
    MachineSlots(int processors, LongSupplier availableBytes) {
        this.processors = processors;
        this.availableBytes = availableBytes;
    }

    /**
     * Waits for room for a machine, which it has until it is freed.
     *
     * @param memory of the guest, in MiB
     */
    synchronized void take(int memory) throws InterruptedException {
        var bytes = bytes(memory);
        while (running > 0 && (running >= processors || promised + bytes > room)) {
            wait();
        }
        if (running == 0) {
            // What runs has taken some of its memory, but nobody knows how much: so this counts from when nothing did.
            room = availableBytes.getAsLong();
        }
        running++;
        promised += bytes;
    }

    /** The room of a machine of that memory can be used by others. */
    synchronized void free(int memory) {
        running--;
        promised -= bytes(memory);
        notifyAll();
    }

    private static long bytes(int memory) {
        return ((long) memory << 20) + OVERHEAD;
    }
}
