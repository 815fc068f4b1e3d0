package io.github.bpfmaven.loader;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.bpfmaven.loader.machine.HostGuest;
import io.github.bpfmaven.loader.types.TargetKernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Closing")
@Timeout(120)
final class ClosingTest extends LocalKernelCase {
    @Test
    @DisplayName("an object while others attach its programs and close it, too, leaves no descriptor open")
    void whileAttaching() throws Exception {
        var before = OpenFiles.bpf();
        var object = objects.of("raw_tracepoint");
        for (var round = 0; round < 20; round++) {
            var loaded = BpfObjectLoader.of(object).load(kernel);
            var attaching = CompletableFuture.supplyAsync(() -> {
                try {
                    for (var i = 0; i < 10_000; i++) {
                        loaded.program("raw_exit").attach();
                    }
                    return new IllegalStateException("it never ended");
                } catch (IOException | IllegalStateException closed) {
                    return closed;
                }
            });
            Thread.sleep(round % 5);
            var other = CompletableFuture.runAsync(() -> {
                try {
                    loaded.close();
                } catch (IOException failed) {
                    throw new IllegalStateException(failed);
                }
            });
            loaded.close();
            other.get(10, TimeUnit.SECONDS);
            var end = assertInstanceOf(IllegalStateException.class, attaching.get(10, TimeUnit.SECONDS));
            assertTrue(end.getMessage().contains("closed"), end.getMessage());
            var map = loaded.map(".bss");
            assertThrows(IllegalStateException.class, () -> map.get(new byte[4]));
            assertThrows(IllegalStateException.class, map::memory);
            assertThrows(IllegalStateException.class, () -> map.change(values -> {}));
        }
        assertEquals(before, OpenFiles.bpf());
    }

    @Test
    @DisplayName("a map that somebody reads in other threads ends that with an error, not with another's answer")
    void whileReading() throws Exception {
        var object = objects.of("maps_hash");
        for (var round = 0; round < 10; round++) {
            var loaded = BpfObjectLoader.of(object).load(kernel);
            var map = loaded.maps().iterator().next();
            var reading = CompletableFuture.supplyAsync(() -> {
                try {
                    while (true) {
                        map.firstKey();
                    }
                } catch (IllegalStateException closed) {
                    return "closed";
                } catch (IOException other) {
                    return other.getMessage();
                }
            });
            Thread.sleep(5);
            loaded.close();
            assertEquals("closed", reading.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    @DisplayName("a kernel behind a wire in the middle of a load ends the load with an error")
    void whileLoading() throws Exception {
        var object = objects.of("many_programs");
        for (var delay : new int[] {0, 5, 20, 80}) {
            try (var guest = new HostGuest(Duration.ofSeconds(10))) {
                var remote = TargetKernel.of(guest.kernel());
                var loading = CompletableFuture.runAsync(() -> {
                    while (true) {
                        try {
                            BpfObjectLoader.of(object).load(remote).close();
                        } catch (IOException gone) {
                            throw new IllegalStateException(gone);
                        }
                    }
                });
                Thread.sleep(delay);
                remote.close();
                remote.close();
                var ended = assertThrows(ExecutionException.class, () -> loading.get(20, TimeUnit.SECONDS));
                assertInstanceOf(IOException.class, ended.getCause().getCause());
            }
        }
    }
}
