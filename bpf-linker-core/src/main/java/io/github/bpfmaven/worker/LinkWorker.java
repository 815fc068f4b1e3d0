package io.github.bpfmaven.worker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.bpfmaven.linker.Diagnostic;
import io.github.bpfmaven.linker.LinkRequest;
import io.github.bpfmaven.linker.LinkResult;

/**
 * Runs links in a process of their own, so that a crash inside LLVM costs one result and not the caller's life.
 *
 * <p>When the process dies, the requests that it was working on are run again one at a time, each until it has an
 * answer: so the one that LLVM can't bear is found and named, and the others get their objects.
 */
public final class LinkWorker implements AutoCloseable {
    private final WorkerCommand command;
    private final Map<Integer, Job> inFlight = new LinkedHashMap<>();
    /** After a crash: what waits to be run alone. */
    private final Deque<Job> suspects = new ArrayDeque<>();

    private Optional<WorkerProcess> process = Optional.empty();
    private boolean oneAtATime;
    private boolean closed;
    private int lastId;

    private LinkWorker(WorkerCommand command) {
        this.command = command;
    }

    /**
     * Starts the process and returns at once: it gets ready while the caller does something else.
     *
     * @throws WorkerException if there is no such {@code java}
     */
    public static LinkWorker start(WorkerCommand command) {
        var worker = new LinkWorker(command);
        synchronized (worker) {
            worker.process();
        }
        return worker;
    }

    /**
     * Asks for a link.
     *
     * @return done when there is a result; fails with a {@link WorkerException} if the worker can't work here at all
     */
    public synchronized CompletableFuture<LinkResult> link(LinkRequest request) {
        if (closed) {
            throw new IllegalStateException("the link worker is closed");
        }
        var job = new Job(++lastId, request, new CompletableFuture<>());
        if (oneAtATime) {
            suspects.addLast(job);
        } else {
            send(job);
        }
        return job.result();
    }

    private void send(Job job) {
        inFlight.put(job.id(), job);
        process().send(job.id(), job.request());
    }

    private WorkerProcess process() {
        if (process.isEmpty()) {
            process = Optional.of(WorkerProcess.start(command, new Events()));
        }
        return process.get();
    }

    private synchronized Optional<Job> answered(int id) {
        var job = Optional.ofNullable(inFlight.remove(id));
        runNextSuspect();
        return job;
    }

    private void runNextSuspect() {
        if (oneAtATime && inFlight.isEmpty()) {
            var next = suspects.poll();
            if (next == null) {
                oneAtATime = false;
            } else {
                send(next);
            }
        }
    }

    /** What is to be told to the jobs that are lost for good; run outside of the lock. */
    private synchronized Runnable ended(WorkerProcess ended, boolean started, int exitStatus, String lastLines) {
        if (process.filter(current -> current == ended).isPresent()) {
            process = Optional.empty();
        }
        var lost = List.copyOf(inFlight.values());
        inFlight.clear();
        if (closed || !started) {
            var all = new ArrayDeque<>(lost);
            all.addAll(suspects);
            suspects.clear();
            oneAtATime = false;
            var reason = closed
                    ? new WorkerException("the link worker was closed")
                    : new WorkerException("the link worker did not start (exit status " + exitStatus + "): "
                            + (lastLines.isEmpty() ? "it printed nothing" : lastLines));
            return () -> all.forEach(job -> job.result().completeExceptionally(reason));
        }
        // A fatal error that LLVM itself reported has been answered; what is lost beside it only shared the process.
        var unexplained = exitStatus != WorkerMain.EXIT_AFTER_FATAL_ERROR;
        if (unexplained && oneAtATime && lost.size() == 1) {
            var culprit = lost.get(0);
            runNextSuspect();
            return () -> culprit.result().complete(crashed(culprit, exitStatus, lastLines));
        }
        oneAtATime = oneAtATime || !lost.isEmpty();
        lost.forEach(suspects::addLast);
        runNextSuspect();
        return () -> {};
    }

    private static LinkResult crashed(Job culprit, int exitStatus, String lastLines) {
        return new LinkResult.Failed(List.of(
                Diagnostic.error("LLVM crashed on " + culprit.request().name()
                        + culprit.request()
                                .target()
                                .map(target -> " for " + target.triple())
                                .orElse("")
                        + " (exit status " + exitStatus
                        + ") while it linked " + culprit.request().inputs() + ". Please report it with these inputs."
                        + (lastLines.isEmpty() ? "" : "\n" + lastLines))));
    }

    /** Ends the process and everything that belongs to it. Requests without a result fail. */
    @Override
    public void close() {
        Optional<WorkerProcess> last;
        synchronized (this) {
            closed = true;
            last = process;
        }
        last.ifPresent(WorkerProcess::end);
        // Maven closes the class loader after the build; a thread that still runs would miss its classes.
        last.ifPresent(WorkerProcess::awaitEnd);
    }

    private record Job(int id, LinkRequest request, CompletableFuture<LinkResult> result) {}

    private final class Events implements WorkerProcess.Listener {
        @Override
        public void answered(int id, LinkResult result) {
            LinkWorker.this.answered(id).ifPresent(job -> job.result().complete(result));
        }

        @Override
        public void ended(WorkerProcess ended, boolean started, int exitStatus, String lastLines) {
            LinkWorker.this.ended(ended, started, exitStatus, lastLines).run();
        }
    }
}
