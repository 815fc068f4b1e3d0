package io.github.bpfmaven.loader.map;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Events for one subscriber, read by a thread of its own. */
final class EventPublisher<T> implements Flow.Publisher<T> {
    private static final Duration FOR_EVER = Duration.ofSeconds(-1);
    private static final long LOOK_AFTER_CLOSE = 500;

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
            while (demand.await()) {
                buffer.read(FOR_EVER, demand::wantsMore, event -> {
                    demand.tookOne();
                    subscriber.onNext(type.apply(event));
                });
            }
            demand.end(subscriber);
        } catch (Throwable failed) {
            if (failed instanceof IllegalStateException && buffer.isClosed()) {
                // Closed between the question and the call.
                demand.end(subscriber);
            } else {
                subscriber.onError(failed);
            }
        }
    }

    /** How many more the subscriber wants. */
    private final class Demand implements Flow.Subscription {
        private long wanted;
        private boolean cancelled;
        private Optional<Throwable> wrong = Optional.empty();

        @Override
        public synchronized void request(long count) {
            if (count <= 0) {
                wrong = Optional.of(new IllegalArgumentException("a subscriber asked for " + count + " events"));
                cancel();
            } else {
                wanted = wanted + count < 0 ? Long.MAX_VALUE : wanted + count;
                notifyAll();
            }
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

        /** Waits until something is wanted; false if nothing ever is. */
        synchronized boolean await() throws InterruptedException {
            while (wanted == 0 && isOpen()) {
                wait(LOOK_AFTER_CLOSE);
            }
            return isOpen();
        }

        synchronized boolean wantsMore() {
            return wanted > 0 && isOpen();
        }

        private boolean isOpen() {
            return !cancelled && !buffer.isClosed();
        }

        synchronized void tookOne() {
            wanted -= wanted == Long.MAX_VALUE ? 0 : 1;
        }

        /** Says so, but to one who has cancelled; that he asked for nothing is an error by the specification of streams. */
        void end(Flow.Subscriber<? super T> subscriber) {
            boolean told;
            Optional<Throwable> error;
            synchronized (this) {
                told = cancelled;
                error = wrong;
            }
            if (error.isPresent()) {
                subscriber.onError(error.get());
            } else if (!told) {
                subscriber.onComplete();
            }
        }
    }
}
