package io.github.bpfmaven.loader.map;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Events for one subscriber, read by a thread of its own. */
final class EventPublisher<T> implements Flow.Publisher<T> {
    private static final Duration FOR_EVER = Duration.ofSeconds(-1);
    private static final int CHUNK = 1024;

    private final EventBuffer buffer;
    private final Function<ByteBuffer, T> type;
    private final AtomicBoolean taken = new AtomicBoolean();

    EventPublisher(EventBuffer buffer, Function<ByteBuffer, T> type) {
        this.buffer = buffer;
        this.type = type;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        Demand demand = new Demand();
        subscriber.onSubscribe(demand);
        if (taken.getAndSet(true)) {
            demand.cancel();
            subscriber.onError(new IllegalStateException("a buffer of events has one subscriber"));
            return;
        }
        Thread reader = new Thread(() -> read(subscriber, demand), "bpf-events");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(Flow.Subscriber<? super T> subscriber, Demand demand) {
        try {
            for (int most = demand.await(); most > 0; most = demand.await()) {
                if (buffer.isClosed()) {
                    break;
                }
                int count = buffer.read(FOR_EVER, most, event -> subscriber.onNext(type.apply(event)));
                demand.took(count);
            }
            if (!demand.isCancelled()) {
                subscriber.onComplete();
            }
        } catch (IllegalStateException closed) {
            if (buffer.isClosed()) {
                subscriber.onComplete();
            } else {
                subscriber.onError(closed);
            }
        } catch (Exception failed) {
            subscriber.onError(failed);
        }
    }

    /** How many more the subscriber wants. */
    private final class Demand implements Flow.Subscription {
        private long wanted;
        private boolean cancelled;

        @Override
        public synchronized void request(long count) {
            if (count <= 0) {
                // The specification asks for an error; nothing more is read then.
                cancelled = true;
            } else {
                wanted = wanted + count < 0 ? Long.MAX_VALUE : wanted + count;
            }
            notifyAll();
        }

        @Override
        public synchronized void cancel() {
            cancelled = true;
            notifyAll();
            try {
                buffer.wake();
            } catch (IOException unreachable) {
                throw new UncheckedIOException(unreachable);
            }
        }

        synchronized boolean isCancelled() {
            return cancelled;
        }

        /** How many may be taken next; 0 if none ever. */
        synchronized int await() throws InterruptedException {
            while (wanted == 0 && !cancelled && !buffer.isClosed()) {
                wait(CHUNK);
            }
            return cancelled ? 0 : (int) Math.min(CHUNK, Math.max(1, wanted));
        }

        synchronized void took(int count) {
            wanted = wanted == Long.MAX_VALUE ? wanted : wanted - count;
        }
    }
}
