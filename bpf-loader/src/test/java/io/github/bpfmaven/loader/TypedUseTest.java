package io.github.bpfmaven.loader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.bpfmaven.loader.kernel.Errno;
import io.github.bpfmaven.loader.kernel.SystemCallException;
import io.github.bpfmaven.loader.map.EventBuffer;
import io.github.bpfmaven.loader.map.LoadedMap;
import io.github.bpfmaven.loader.map.MapCodec;
import io.github.bpfmaven.loader.map.PerfBuffer;
import io.github.bpfmaven.loader.map.TypedMap;
import io.github.bpfmaven.loader.map.TypedQueue;
import io.github.bpfmaven.loader.types.TargetKernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("With Java types")
@Timeout(60)
final class TypedUseTest extends LocalKernelCase {
    private static final String OBJECT = """
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>

            struct {
            	__uint(type, BPF_MAP_TYPE_HASH);
            	__uint(max_entries, 1000);
            	__type(key, __u32);
            	__type(value, __u64);
            } hash SEC(".maps");

            struct {
            	__uint(type, BPF_MAP_TYPE_PERCPU_HASH);
            	__uint(max_entries, 4);
            	__type(key, __u32);
            	__type(value, __u32);
            } percpu SEC(".maps");

            struct {
            	__uint(type, BPF_MAP_TYPE_QUEUE);
            	__uint(max_entries, 2);
            	__type(value, __u32);
            } queue SEC(".maps");

            struct {
            	__uint(type, BPF_MAP_TYPE_RINGBUF);
            	__uint(max_entries, 65536);
            } ring SEC(".maps");

            struct {
            	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
            	__type(key, __u32);
            	__type(value, __u32);
            } perf SEC(".maps");

            __u64 made, refused;

            SEC("tc")
            int to_ring(struct __sk_buff *skb)
            {
            	__u64 number = made++;

            	return bpf_ringbuf_output(&ring, &number, sizeof(number), 0);
            }

            SEC("tc")
            int to_perf(struct __sk_buff *skb)
            {
            	__u64 number = made++;

            	if (bpf_perf_event_output(skb, &perf, BPF_F_CURRENT_CPU, &number, sizeof(number)))
            		refused++;
            	return 0;
            }

            char LICENSE[] SEC("license") = "GPL";
            """;
    private static final MapCodec.Part<Integer> INT = new MapCodec.Part<>(
            4, value -> buffer(4).putInt(0, value).array(), bytes -> wrap(bytes).getInt());
    private static final MapCodec.Part<Long> LONG = new MapCodec.Part<>(
            8,
            value -> buffer(8).putLong(0, value).array(),
            bytes -> wrap(bytes).getLong());
    private static final MapCodec.Part<Void> NONE = new MapCodec.Part<>(0, value -> new byte[0], bytes -> {
        throw new UnsupportedOperationException();
    });

    private byte[] object;

    @BeforeAll
    void compile() {
        object = objects.ofText(OBJECT);
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    }

    private static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }

    @Test
    @DisplayName("a map is read and written one by one and all at once")
    void map() throws Exception {
        try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
            var hash = TypedMap.of(loaded.map("hash"), MapCodec.of(INT, LONG));
            assertEquals(Optional.empty(), hash.get(1));
            hash.put(1, 10L);
            assertEquals(Optional.of(10L), hash.get(1));
            assertTrue(assertThrows(SystemCallException.class, () -> hash.put(1, 11L, LoadedMap.IF_ABSENT))
                    .is(Errno.EEXIST));
            assertTrue(hash.delete(1));
            hash.put(2, 20L);
            assertEquals(Optional.of(20L), hash.take(2));

            var all = new HashMap<Integer, Long>();
            IntStream.range(0, 600).forEach(i -> all.put(i, 1L << 40 | i));
            hash.putAll(all);
            assertEquals(all, hash.getAll());
            var seen = new HashMap<Integer, Long>();
            hash.entries().forEach(entry -> seen.put(entry.getKey(), entry.getValue()));
            assertEquals(all, seen);
            hash.deleteAll(List.of(0, 599));
            assertEquals(598, hash.takeAll().size());
            assertEquals(Map.of(), hash.getAll());
        }
    }

    @Test
    @DisplayName("a map is read all at once where the kernel has no batches, too")
    void withoutBatches() throws Exception {
        try (var older = TargetKernel.of(new OlderKernel());
                var loaded = BpfObjectLoader.of(object).load(older)) {
            var hash = TypedMap.of(loaded.map("hash"), MapCodec.of(INT, LONG));
            hash.put(8, 1L);
            hash.put(16, 2L);
            assertEquals(Map.of(8, 1L, 16, 2L), hash.getAll());
        }
    }

    @Test
    @DisplayName("a map with a value for each CPU has lists")
    void perCpu() throws Exception {
        try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
            var map = loaded.map("percpu");
            var percpu = TypedMap.perCpu(map, MapCodec.of(INT, INT));
            var values = IntStream.range(0, kernel.possibleCpus()).boxed().toList();
            percpu.put(7, values);
            assertEquals(Optional.of(values), percpu.get(7));
            assertEquals(Map.of(7, values), percpu.getAll());
            assertThrows(IllegalArgumentException.class, () -> percpu.put(7, List.of()));
            assertThrows(IllegalArgumentException.class, () -> TypedMap.of(map, MapCodec.of(INT, INT)));
            assertThrows(
                    IllegalArgumentException.class, () -> TypedMap.perCpu(loaded.map("hash"), MapCodec.of(INT, LONG)));
        }
    }

    @Test
    @DisplayName("a queue gives values in their order")
    void queue() throws Exception {
        try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
            var queue = TypedQueue.of(loaded.map("queue"), MapCodec.of(NONE, INT));
            assertEquals(Optional.empty(), queue.pop());
            queue.push(3);
            queue.push(4);
            assertTrue(
                    assertThrows(SystemCallException.class, () -> queue.push(5)).is(Errno.E2BIG));
            assertEquals(Optional.of(3), queue.peek());
            assertEquals(Optional.of(3), queue.pop());
            assertEquals(Optional.of(4), queue.pop());
        }
    }

    @Test
    @DisplayName("a map of another object is refused")
    void otherSizes() throws Exception {
        try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
            var refusal = assertThrows(
                    IllegalArgumentException.class, () -> TypedMap.of(loaded.map("hash"), MapCodec.of(INT, INT)));
            assertEquals(
                    "map 'hash' has values of 8 bytes, but the Java type is for 4: it was made for another object",
                    refusal.getMessage());
        }
    }

    @Test
    @DisplayName("events of ring buffers and perf buffers are objects")
    void events() throws Exception {
        for (var kind : List.of("ring", "perf")) {
            try (var loaded = BpfObjectLoader.of(object).load(kernel);
                    var events = EventBuffer.of(loaded.map(kind)).typed(ByteBuffer::getLong)) {
                produce(loaded, kind, 500);
                var numbers = new ArrayList<Long>();
                var count = events.poll(Duration.ofSeconds(5), numbers::add);
                assertEquals(500, count);
                // A test run may change the CPU half-way; a perf buffer does not keep the order then.
                numbers.sort(null);
                assertEquals(IntStream.range(0, 500).mapToObj(Long::valueOf).toList(), numbers);
                assertEquals(0, events.consume(numbers::add));
            }
        }
    }

    @Test
    @DisplayName("a thread takes events until the buffer is closed")
    void thread() throws Exception {
        for (var kind : List.of("ring", "perf")) {
            try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
                var events = EventBuffer.of(loaded.map(kind)).typed(ByteBuffer::getLong);
                var hundred = new CountDownLatch(100);
                var end = events.start(number -> hundred.countDown());
                produce(loaded, kind, 50);
                Thread.sleep(20);
                produce(loaded, kind, 50);
                assertTrue(hundred.await(10, TimeUnit.SECONDS), kind);
                events.close();
                end.get(10, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    @DisplayName("a thread whose taker fails says so")
    void failingThread() throws Exception {
        try (var loaded = BpfObjectLoader.of(object).load(kernel);
                var events = EventBuffer.of(loaded.map("ring")).typed(ByteBuffer::getLong)) {
            var end = events.start(number -> {
                throw new IllegalStateException("full of it");
            });
            produce(loaded, "ring", 1);
            var failure = assertThrows(ExecutionException.class, () -> end.get(10, TimeUnit.SECONDS));
            assertInstanceOf(IllegalStateException.class, failure.getCause());
        }
    }

    @Test
    @DisplayName("a stream gives objects")
    void stream() throws Exception {
        try (var loaded = BpfObjectLoader.of(object).load(kernel);
                var events = EventBuffer.of(loaded.map("perf")).typed(ByteBuffer::getLong)) {
            var third = new CompletableFuture<Long>();
            events.publisher().subscribe(new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    subscription.request(3);
                }

                @Override
                public void onNext(Long number) {
                    assertTrue(number < 3, "asked for three");
                    if (number == 2) {
                        third.complete(number);
                    }
                }

                @Override
                public void onError(Throwable failure) {
                    third.completeExceptionally(failure);
                }

                @Override
                public void onComplete() {}
            });
            produce(loaded, "perf", 5);
            assertEquals(2, third.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    @DisplayName("a perf buffer says how many events were lost, and loses no others")
    void lost() throws Exception {
        var before = OpenFiles.bpf();
        try (var loaded = BpfObjectLoader.of(object).load(kernel);
                var events = PerfBuffer.of(loaded.map("perf"), 1)) {
            var seen = new long[1];
            for (var round = 0; round < 20; round++) {
                produce(loaded, "perf", 1000);
                events.consume(event -> seen[0]++);
            }
            var variables = loaded.map(".bss").memory();
            var refused = variables.getLong(TestObjects.offset(object, "refused"));
            var last = 0;
            // A CPU tells what was lost with its next event: until each has had one.
            while (events.lost() < refused && last < 20_000) {
                // Several threads, so that they come to several CPUs.
                var threads = IntStream.range(0, 8)
                        .mapToObj(i -> new Thread(() -> {
                            try {
                                produce(loaded, "perf", 1);
                            } catch (Exception failed) {
                                throw new IllegalStateException(failed);
                            }
                        }))
                        .toList();
                threads.forEach(Thread::start);
                for (var thread : threads) {
                    thread.join();
                }
                last += threads.size();
                events.consume(event -> seen[0]++);
            }
            assertTrue(refused > 0);
            assertEquals(refused, events.lost());
            assertEquals(20_000 + last - refused, seen[0]);
        }
        assertEquals(before, OpenFiles.bpf());
    }

    @Test
    @DisplayName("a map that is none of events is refused")
    void noEvents() throws Exception {
        try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
            assertThrows(IllegalArgumentException.class, () -> EventBuffer.of(loaded.map("hash")));
        }
    }

    private static void produce(LoadedObject loaded, String kind, int count) throws Exception {
        loaded.program("to_" + kind).testRun(TestRun.ofPacket(new byte[60]).times(count));
    }
}
