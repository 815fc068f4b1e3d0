package io.github.bpfmaven.loader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.bpfmaven.loader.map.RingBuffer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A ring buffer")
@Timeout(300)
final class RingBufferTest extends LocalKernelCase {
    private static final long SECONDS = Long.getLong("bpf.test.ringBufferSeconds", 1);
    private static final Duration FOR_EVER = Duration.ofSeconds(-1);
    private static final String PRODUCER = """
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>

            struct {
            	__uint(type, BPF_MAP_TYPE_RINGBUF);
            	__uint(max_entries, 65536);
            } events SEC(".maps");

            struct event {
            	__u64 number;
            	__u32 length;
            };

            __u64 made, dropped;

            SEC("tc")
            int produce(struct __sk_buff *skb)
            {
            	struct event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);

            	if (!event) {
            		dropped++;
            		return 1;
            	}
            	event->number = made++;
            	event->length = skb->len;
            	if (event->number % 10 == 9)
            		bpf_ringbuf_discard(event, 0);
            	else
            		bpf_ringbuf_submit(event, 0);
            	return 0;
            }

            char LICENSE[] SEC("license") = "GPL";
            """;

    private byte[] object;

    @BeforeAll
    void compile() {
        object = objects.ofText(PRODUCER);
    }

    @Test
    @DisplayName("gives its events in order, without those that were discarded, over its end and on")
    void inOrder() throws Exception {
        try (var loaded = BpfObjectLoader.of(object).load(kernel);
                var events = RingBuffer.of(loaded.map("events"))) {
            var numbers = new ArrayList<Long>();
            var expected = new ArrayList<Long>();
            for (var round = 0; round < 20; round++) {
                produce(loaded, 1000);
                events.consume(event -> {
                    assertEquals(16, event.remaining());
                    assertEquals(60, event.getInt(8));
                    numbers.add(event.getLong(0));
                });
            }
            for (var i = 0L; i < 20_000; i++) {
                if (i % 10 != 9) {
                    expected.add(i);
                }
            }
            assertEquals(expected, numbers);
            assertEquals(0, events.poll(Duration.ofMillis(20), event -> {}));
        }
    }

    @Test
    @DisplayName("that is full drops what programs are told of, and nothing else")
    void full() throws Exception {
        try (var loaded = BpfObjectLoader.of(object).load(kernel);
                var events = RingBuffer.of(loaded.map("events"))) {
            produce(loaded, 10_000);
            var variables = loaded.map(".bss").memory();
            var count = new AtomicLong();
            events.consume(event -> count.incrementAndGet());
            var made = variables.getLong(TestObjects.offset(object, "made"));
            var dropped = variables.getLong(TestObjects.offset(object, "dropped"));
            assertEquals(10_000, made + dropped);
            assertTrue(dropped > 0 && made > 2000, made + ", " + dropped);
            assertEquals(made - made / 10, count.get());
        }
    }

    @Test
    @DisplayName("loses nothing that programs were not told of, while they make a million events a second")
    void underLoad() throws Exception {
        var loader = BpfObjectLoader.of(object);
        loader.map("events").maxEntries(1 << 24);
        try (var loaded = loader.load(kernel);
                var events = RingBuffer.of(loaded.map("events"))) {
            var begin = System.nanoTime();
            var end = begin + Duration.ofSeconds(SECONDS).toNanos();
            var producer = CompletableFuture.supplyAsync(() -> {
                try {
                    var tried = 0L;
                    while (System.nanoTime() < end) {
                        produce(loaded, 10_000);
                        tried += 10_000;
                        // No more than a million a second, as far as there are CPUs for it.
                        var ahead = begin + tried * 1000 - System.nanoTime();
                        if (ahead > 0) {
                            LockSupport.parkNanos(ahead);
                        }
                    }
                    return tried;
                } catch (IOException failed) {
                    throw new IllegalStateException(failed);
                }
            });
            var seen = new long[] {0, -1};
            while (!producer.isDone()) {
                events.poll(Duration.ofMillis(10), event -> take(seen, event.getLong(0)));
            }
            var tried = producer.get();
            events.consume(event -> take(seen, event.getLong(0)));
            var variables = loaded.map(".bss").memory();
            var made = variables.getLong(TestObjects.offset(object, "made"));
            var dropped = variables.getLong(TestObjects.offset(object, "dropped"));
            assertEquals(tried, made + dropped);
            // Each tenth is discarded.
            assertEquals(made - made / 10, seen[0]);
            System.out.printf(
                    "ring buffer: %,d events in %d s, of which the kernel dropped %,d; all others were read%n",
                    tried, SECONDS, dropped);
        }
    }

    private static void take(long[] seen, long number) {
        assertTrue(number > seen[1], "out of order");
        seen[0]++;
        seen[1] = number;
    }

    @Test
    @DisplayName("wakes up who waits for events")
    void wakes() throws Exception {
        try (var loaded = BpfObjectLoader.of(object).load(kernel);
                var events = RingBuffer.of(loaded.map("events"))) {
            var got = CompletableFuture.supplyAsync(() -> {
                try {
                    return events.poll(FOR_EVER, event -> {});
                } catch (IOException failed) {
                    throw new IllegalStateException(failed);
                }
            });
            Thread.sleep(50);
            assertFalse(got.isDone());
            produce(loaded, 1);
            assertEquals(1, got.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    @DisplayName("can be closed while somebody waits, while somebody reads, and twice; no descriptor is left")
    void closing() throws Exception {
        var before = OpenFiles.bpf();
        for (var round = 0; round < 20; round++) {
            var loaded = BpfObjectLoader.of(object).load(kernel);
            var events = RingBuffer.of(loaded.map("events"));
            var waiting = CompletableFuture.supplyAsync(() -> {
                try {
                    return events.poll(FOR_EVER, event -> {});
                } catch (IOException failed) {
                    throw new IllegalStateException(failed);
                } catch (IllegalStateException closed) {
                    return 0;
                }
            });
            Thread.sleep(round % 3);
            loaded.close();
            events.close();
            events.close();
            assertEquals(0, waiting.get(10, TimeUnit.SECONDS));
            assertThrows(IllegalStateException.class, () -> events.consume(event -> {}));
        }
        try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
            var events = RingBuffer.of(loaded.map("events"));
            produce(loaded, 5);
            assertEquals(1, events.consume(event -> events.close()));
        }
        assertEquals(before, OpenFiles.bpf());
    }

    @Test
    @DisplayName("goes on behind an event that its reader could not take")
    void failingReader() throws Exception {
        try (var loaded = BpfObjectLoader.of(object).load(kernel);
                var events = RingBuffer.of(loaded.map("events"))) {
            produce(loaded, 3);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> events.consume(event -> {
                        throw new IllegalArgumentException();
                    }));
            var numbers = new ArrayList<Long>();
            events.consume(event -> numbers.add(event.getLong(0)));
            assertEquals(List.of(1L, 2L), numbers);
        }
    }

    @Test
    @DisplayName("is a stream for one subscriber, who says how many he wants")
    void publishes() throws Exception {
        try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
            var events = RingBuffer.of(loaded.map("events"));
            var numbers = new ArrayList<Long>();
            var five = new CountDownLatch(5);
            var ended = new CountDownLatch(1);
            var subscription = new CompletableFuture<Flow.Subscription>();
            events.publisher().subscribe(new Flow.Subscriber<byte[]>() {
                @Override
                public void onSubscribe(Flow.Subscription given) {
                    subscription.complete(given);
                    given.request(5);
                }

                @Override
                public void onNext(byte[] event) {
                    numbers.add(ByteBuffer.wrap(event)
                            .order(ByteOrder.nativeOrder())
                            .getLong());
                    five.countDown();
                }

                @Override
                public void onError(Throwable failure) {
                    failure.printStackTrace();
                }

                @Override
                public void onComplete() {
                    ended.countDown();
                }
            });
            produce(loaded, 8);
            assertTrue(five.await(10, TimeUnit.SECONDS));
            Thread.sleep(50);
            assertEquals(List.of(0L, 1L, 2L, 3L, 4L), numbers);
            subscription.get().request(100);
            events.close();
            assertTrue(ended.await(10, TimeUnit.SECONDS));
        }
    }

    private static void produce(LoadedObject loaded, int count) throws IOException {
        loaded.program("produce").testRun(TestRun.ofPacket(new byte[60]).times(count));
    }
}
