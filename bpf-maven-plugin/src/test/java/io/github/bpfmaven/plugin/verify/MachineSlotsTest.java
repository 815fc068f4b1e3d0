package io.github.bpfmaven.plugin.verify;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertFalse;

@DisplayName("Virtual machines of all modules together")
@Timeout(20)
final class MachineSlotsTest {
    @Test
    @DisplayName("are as many as there are processors for")
    void processors() throws Exception {
        var slots = new MachineSlots(2, () -> Long.MAX_VALUE);
        slots.take(256);
        slots.take(256);
        waits(slots, 256, 256);
    }

    @Test
    @DisplayName("are as many as there was memory for when none ran, but one in any case")
    void memory() throws Exception {
        var slots = new MachineSlots(100, () -> 1000L << 20);
        slots.take(300);
        slots.take(300);
        waits(slots, 300, 300);
        slots.free(300);
        slots.free(300);
        slots.take(5000);
        waits(slots, 64, 5000);
    }

    private static void waits(MachineSlots slots, int memory, int freed) throws Exception {
        var taken = CompletableFuture.runAsync(() -> {
            try {
                slots.take(memory);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        });
        Thread.sleep(100);
        assertFalse(taken.isDone());
        slots.free(freed);
        taken.get(5, TimeUnit.SECONDS);
    }
}
