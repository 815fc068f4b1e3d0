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
 * Links that run in one process, with the same options of LLVM's. When the process dies, the requests that it was working
 * on are run again one at a time, each until it has an answer: so the one that LLVM can't bear is found and named, and the
 * others get their objects.
 */
final class WorkerLane {
    private final WorkerCommand command;
    private final List<String> llvmOptions;
    private final FreshProcess freshProcess;
    private final Map<Integer, Job> inFlight = new LinkedHashMap<>();
    /** After a crash: what waits to be run alone. */
    private final Deque<Job> suspects = new ArrayDeque<>();

    private Optional<WorkerProcess> process = Optional.empty();
    private boolean oneAtATime;
    private boolean closed;
    private int lastId;

    /**
     * @param llvmOptions what LLVM is started with
     * @param freshProcess runs what can't be run in a process that has run the like before
     */
    WorkerLane(WorkerCommand command, List<String> llvmOptions, FreshProcess freshProcess) {
        this.command = command;
        this.llvmOptions = List.copyOf(llvmOptions);
        this.freshProcess = freshProcess;
    }

    /** Runs a request in a process of its own. */
    interface FreshProcess {
        CompletableFuture<LinkResult> link(LinkRequest request);
    }

    /**
     * Starts the process and returns at once: it gets ready while the caller does something else.
     *
     * @throws WorkerException if there is no such {@code java}
     */
    synchronized void start() {
        process();
    }

    /** Whether nothing is under way. */
    synchronized boolean isIdle() {
        return inFlight.isEmpty() && suspects.isEmpty();
    }

    /** Asks for a link. */
    synchronized CompletableFuture<LinkResult> link(LinkRequest request) {
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
            process = Optional.of(WorkerProcess.start(command, llvmOptions, new Events()));
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
    void close() {
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
            WorkerLane.this.answered(id).ifPresent(job -> job.result().complete(result));
        }

        @Override
        public void needsFreshProcess(int id) {
            WorkerLane.this
                    .answered(id)
                    .ifPresent(job -> freshProcess.link(job.request()).whenComplete((result, failure) -> {
                        if (failure == null) {
                            job.result().complete(result);
                        } else {
                            job.result().completeExceptionally(failure);
                        }
                    }));
        }

        @Override
        public void ended(WorkerProcess ended, boolean started, int exitStatus, String lastLines) {
            WorkerLane.this.ended(ended, started, exitStatus, lastLines).run();
        }
    }
}
