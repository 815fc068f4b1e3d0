package io.github.bpfmaven.loader.map;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/** Events of a ring buffer for one subscriber, read by a thread of its own. */
final class RingBufferPublisher implements Flow.Publisher<byte[]> {
    private static final Duration FOR_EVER = Duration.ofSeconds(-1);
    private static final int CHUNK = 1024;

    private final RingBuffer buffer;
    private final AtomicBoolean taken = new AtomicBoolean();

    RingBufferPublisher(RingBuffer buffer) {
        this.buffer = buffer;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super byte[]> subscriber) {
        Demand demand = new Demand();
        subscriber.onSubscribe(demand);
        if (taken.getAndSet(true)) {
            demand.cancel();
            subscriber.onError(new IllegalStateException("a ring buffer has one subscriber"));
            return;
        }
        Thread reader = new Thread(() -> read(subscriber, demand), "bpf-ring-buffer");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(Flow.Subscriber<? super byte[]> subscriber, Demand demand) {
        try {
            for (int most = demand.await(); most > 0; most = demand.await()) {
                if (buffer.isClosed()) {
                    break;
                }
                int count = buffer.read(FOR_EVER, most, event -> subscriber.onNext(bytes(event)));
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

    private static byte[] bytes(ByteBuffer event) {
        byte[] bytes = new byte[event.remaining()];
        event.get(bytes);
        return bytes;
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
