package io.github.bpfmaven.plugin.build;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.bpfmaven.linker.LinkRequest;
import io.github.bpfmaven.linker.LinkResult;
import io.github.bpfmaven.worker.LinkWorker;
import io.github.bpfmaven.worker.WorkerException;

/** One module's use of a link worker that others may use, too. */
public final class WorkerLease implements AutoCloseable {
    private final LinkWorker worker;
    private final Return back;
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    WorkerLease(LinkWorker worker, Return back) {
        this.worker = worker;
        this.back = back;
    }

    /** Where a lease goes back to. */
    @FunctionalInterface
    interface Return {
        /** @param isBusy whether results are still to come */
        void giveBack(boolean isBusy);
    }

    /**
     * Asks for a link.
     *
     * @return done when there is a result; fails with a {@link WorkerException} if the worker can't work here at all
     */
    CompletableFuture<LinkResult> link(LinkRequest request) {
        if (closed.get()) {
            throw new IllegalStateException("the lease of the link worker has ended");
        }
        pending.incrementAndGet();
        return worker.link(request).whenComplete((result, failure) -> pending.decrementAndGet());
    }

    /** What has no result yet is not waited for. */
    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            back.giveBack(pending.get() > 0);
        }
    }
}
