package io.github.bpfmaven.loader;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.bpfmaven.loader.map.EventReader;
import io.github.bpfmaven.loader.map.RingBuffer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Who reads events")
@Timeout(120)
final class EventStreamTest extends LocalKernelCase {
    private static final Duration FOR_EVER = Duration.ofSeconds(-1);
    private static final String PRODUCER = """
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>

            struct {
            	__uint(type, BPF_MAP_TYPE_RINGBUF);
            	__uint(max_entries, 65536);
            } events SEC(".maps");

            __u64 made, dropped;

            SEC("tc")
            int produce(struct __sk_buff *skb)
            {
            	__u64 number = made;

            	if (bpf_ringbuf_output(&events, &number, sizeof(number), 0))
            		dropped++;
            	else
            		made++;
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
    @DisplayName("stops waiting when his thread is interrupted, and another goes on")
    void interrupted() throws Exception {
        try (var loaded = BpfObjectLoader.of(object).load(kernel);
                var events = numbers(loaded)) {
            var stillInterrupted = new CompletableFuture<Boolean>();
            var thread = new Thread(() -> {
                try {
                    events.poll(FOR_EVER, number -> {});
                    stillInterrupted.complete(false);
                } catch (InterruptedIOException stopped) {
                    stillInterrupted.complete(Thread.currentThread().isInterrupted());
                } catch (IOException failed) {
                    stillInterrupted.completeExceptionally(failed);
                }
            });
            thread.start();
            Thread.sleep(100);
            thread.interrupt();
            assertTrue(stillInterrupted.get(10, TimeUnit.SECONDS));
            produce(loaded, 3);
            assertEquals(3, events.poll(FOR_EVER, number -> {}));
        }
    }

    @Test
    @DisplayName("waits as long as he says, and is not woken up early by the end of a second")
    void waits() throws Exception {
        try (var loaded = BpfObjectLoader.of(object).load(kernel);
                var events = numbers(loaded)) {
            var start = System.nanoTime();
            assertEquals(0, events.poll(Duration.ofMillis(1300), number -> {}));
            assertTrue(System.nanoTime() - start >= Duration.ofMillis(1300).toNanos());
            var producer = CompletableFuture.runAsync(() -> {
                try {
                    Thread.sleep(1300);
                    produce(loaded, 1);
                } catch (Exception failed) {
                    throw new IllegalStateException(failed);
                }
            });
            assertEquals(1, events.poll(FOR_EVER, number -> {}));
            producer.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    @DisplayName("can't ask for more before he has done with what he was given")
    void nested() throws Exception {
        try (var loaded = BpfObjectLoader.of(object).load(kernel);
                var events = numbers(loaded)) {
            produce(loaded, 2);
            var refused = assertThrows(
                    IllegalStateException.class, () -> events.consume(number -> events.consume(again -> {})));
            assertTrue(refused.getMessage().contains("before he returns"), refused.getMessage());
            assertEquals(1, events.consume(number -> assertEquals(1, number)));
        }
    }

    @Test
    @DisplayName("with a thread learns of what he threw himself, errors too, and can start another")
    void throwing() throws Exception {
        try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
            var events = numbers(loaded);
            var wrong = new AssertionError("the taker's own");
            var first = events.start(number -> {
                throw wrong;
            });
            produce(loaded, 2);
            assertSame(
                    wrong,
                    assertThrows(ExecutionException.class, () -> first.get(10, TimeUnit.SECONDS))
                            .getCause());
            var next = new CompletableFuture<Long>();
            var second = events.start(next::complete);
            assertEquals(1, next.get(10, TimeUnit.SECONDS));
            events.close();
            second.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    @DisplayName("still holds an event when it is closed meanwhile; a buffer that is kept is memory for good")
    void closedMeanwhile() throws Exception {
        var kept = new ArrayList<ByteBuffer>();
        try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
            var events = RingBuffer.of(loaded.map("events"));
            produce(loaded, 3);
            var has = new CountDownLatch(1);
            var goOn = new CountDownLatch(1);
            var reading = CompletableFuture.supplyAsync(() -> {
                try {
                    return events.consume(event -> {
                        has.countDown();
                        await(goOn);
                        assertEquals(0, event.getLong(0));
                        kept.add(event);
                    });
                } catch (IOException failed) {
                    throw new IllegalStateException(failed);
                }
            });
            await(has);
            var closing = CompletableFuture.runAsync(() -> {
                try {
                    events.close();
                } catch (IOException failed) {
                    throw new IllegalStateException(failed);
                }
            });
            Thread.sleep(50);
            assertFalse(closing.isDone(), "who closes it waits for who reads");
            goOn.countDown();
            assertEquals(1, reading.get(10, TimeUnit.SECONDS));
            closing.get(10, TimeUnit.SECONDS);
        }
        System.gc();
        Thread.sleep(50);
        assertEquals(0, kept.get(0).getLong(0));
    }

    @Test
    @DisplayName("as a subscriber gets nothing more when he cancels in the middle; what is left another one can read")
    void cancels() throws Exception {
        try (var loaded = BpfObjectLoader.of(object).load(kernel);
                var events = numbers(loaded)) {
            var cancelled = new CountDownLatch(1);
            var subscriber = new Recorder((subscription, number) -> {
                if (number == 4) {
                    subscription.cancel();
                    cancelled.countDown();
                }
            });
            events.publisher().subscribe(subscriber);
            subscriber.subscription.get().request(Long.MAX_VALUE);
            produce(loaded, 100);
            await(cancelled);
            Thread.sleep(50);
            assertEquals(List.of(0L, 1L, 2L, 3L, 4L), subscriber.seen);
            assertFalse(subscriber.ended.isDone(), "who cancelled is told nothing");
            assertEquals(95, events.consume(number -> assertTrue(number > 4)));
        }
    }

    @Test
    @DisplayName("as a subscriber may ask for the next one whenever he has one")
    void oneByOne() throws Exception {
        try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
            var events = numbers(loaded);
            var all = new CountDownLatch(1000);
            var subscriber = new Recorder((subscription, number) -> {
                all.countDown();
                subscription.request(1);
            });
            events.publisher().subscribe(subscriber);
            subscriber.subscription.get().request(1);
            produce(loaded, 1000);
            await(all);
            assertEquals(LongStream.range(0, 1000).boxed().toList(), subscriber.seen);
            events.close();
            assertEquals("complete", subscriber.ended.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    @DisplayName("as a subscriber who asks for no events is told that this is wrong, also while he waits")
    void asksForNone() throws Exception {
        try (var loaded = BpfObjectLoader.of(object).load(kernel);
                var events = numbers(loaded)) {
            var subscriber = new Recorder((subscription, number) -> {});
            events.publisher().subscribe(subscriber);
            subscriber.subscription.get().request(5);
            Thread.sleep(50);
            subscriber.subscription.get().request(0);
            assertInstanceOf(IllegalArgumentException.class, subscriber.ended.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    @DisplayName("as a subscriber who throws gets that back, errors too, and nothing more")
    void subscriberThrows() throws Exception {
        try (var loaded = BpfObjectLoader.of(object).load(kernel);
                var events = numbers(loaded)) {
            var wrong = new AssertionError("the subscriber's own");
            var subscriber = new Recorder((subscription, number) -> {
                throw wrong;
            });
            events.publisher().subscribe(subscriber);
            subscriber.subscription.get().request(5);
            produce(loaded, 5);
            assertSame(wrong, subscriber.ended.get(10, TimeUnit.SECONDS));
            assertEquals(List.of(0L), subscriber.seen);
        }
    }

    @Test
    @DisplayName("as a slow subscriber loses no more than programs are told of, and can close it himself")
    void slow() throws Exception {
        var before = OpenFiles.bpf();
        try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
            var events = numbers(loaded);
            var lastOne = new CompletableFuture<Long>();
            var subscriber = new Recorder((subscription, number) -> {
                if (number % 500 == 0) {
                    sleep(20);
                }
                if (lastOne.isDone() && number.equals(lastOne.join())) {
                    try {
                        events.close();
                    } catch (IOException failed) {
                        throw new IllegalStateException(failed);
                    }
                }
            });
            events.publisher().subscribe(subscriber);
            subscriber.subscription.get().request(Long.MAX_VALUE);
            produce(loaded, 20_000);
            var variables = loaded.map(".bss").memory();
            var made = variables.getLong(TestObjects.offset(object, "made"));
            assertEquals(20_000, made + variables.getLong(TestObjects.offset(object, "dropped")));
            assertTrue(made < 20_000, "the buffer is smaller than that");
            // One more, behind which there is none, when there is room again.
            while (!lastOne.isDone()) {
                Thread.sleep(20);
                var next = variables.getLong(TestObjects.offset(object, "made"));
                if (subscriber.seen.size() == next) {
                    lastOne.complete(next);
                    produce(loaded, 1);
                }
            }
            assertEquals("complete", subscriber.ended.get(30, TimeUnit.SECONDS));
            assertEquals(LongStream.rangeClosed(0, lastOne.join()).boxed().toList(), subscriber.seen);
        }
        assertEquals(before, OpenFiles.bpf());
    }

    private static EventReader<Long> numbers(LoadedObject loaded) throws IOException {
        return RingBuffer.of(loaded.map("events")).typed(event -> event.getLong(0));
    }

    private static void produce(LoadedObject loaded, int count) throws IOException {
        loaded.program("produce").testRun(TestRun.ofPacket(new byte[60]).times(count));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Keeps all that it is told. */
    private static final class Recorder implements Flow.Subscriber<Long> {
        private final BiConsumer<Flow.Subscription, Long> then;
        private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
        private final List<Long> seen = Collections.synchronizedList(new ArrayList<>());
        /** "complete", or the failure. */
        private final CompletableFuture<Object> ended = new CompletableFuture<>();

        Recorder(BiConsumer<Flow.Subscription, Long> then) {
            this.then = then;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription.complete(given);
        }

        @Override
        public void onNext(Long number) {
            seen.add(number);
            then.accept(subscription.join(), number);
        }

        @Override
        public void onError(Throwable failure) {
            ended.complete(failure);
        }

        @Override
        public void onComplete() {
            ended.complete("complete");
        }
    }
}
