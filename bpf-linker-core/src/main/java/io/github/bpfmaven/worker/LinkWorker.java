package io.github.bpfmaven.worker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.bpfmaven.linker.Diagnostic;
import io.github.bpfmaven.linker.LinkRequest;
import io.github.bpfmaven.linker.LinkResult;
import io.github.bpfmaven.linker.LlvmOptions;
import io.github.bpfmaven.llvm.LlvmOptionTable;

/**
 * Runs links in processes of their own, so that a crash inside LLVM costs one result and not the caller's life, and so
 * that LLVM's options, which are global to a process and stay set, count for no other link.
 */
public final class LinkWorker implements AutoCloseable {
    /** More processes than these are kept only while all of them work. */
    private static final int KEPT_LANES = 4;

    private final WorkerCommand command;
    /** By LLVM's options; the one that was used last comes last. */
    private final Map<List<String>, WorkerLane> lanes = new LinkedHashMap<>(8, 0.75f, true);

    private Optional<CompletableFuture<LlvmOptionTable>> optionTable = Optional.empty();
    private boolean closed;

    private LinkWorker(WorkerCommand command) {
        this.command = command;
    }

    /**
     * Starts the process for links without options of LLVM's and returns at once: it gets ready while the caller does
     * something else. Others are started when they are needed.
     *
     * @throws WorkerException if there is no such {@code java}
     */
    public static LinkWorker start(WorkerCommand command) {
        var worker = new LinkWorker(command);
        worker.lane(List.of()).start();
        return worker;
    }

    /**
     * Asks for a link.
     *
     * @return done when there is a result; fails with a {@link WorkerException} if the worker can't work here at all
     */
    public CompletableFuture<LinkResult> link(LinkRequest request) {
        var options = LlvmOptions.of(request.options());
        var arguments = request.options().code().llvmArguments();
        if (arguments.isEmpty()) {
            return lane(options).link(request);
        }
        return optionTable().thenCompose(table -> {
            var problems = table.problems(arguments);
            return problems.isEmpty()
                    ? lane(options).link(request)
                    : CompletableFuture.completedFuture(new LinkResult.Failed(
                            problems.stream().map(Diagnostic::error).toList()));
        });
    }

    private synchronized WorkerLane lane(List<String> options) {
        if (closed) {
            throw new IllegalStateException("the link worker is closed");
        }
        var lane = lanes.get(options);
        if (lane == null) {
            closeIdleLanes();
            lane = new WorkerLane(command, options, request -> inFreshProcess(options, request));
            lanes.put(options, lane);
        }
        return lane;
    }

    private void closeIdleLanes() {
        for (var candidate : List.copyOf(lanes.entrySet())) {
            if (lanes.size() >= KEPT_LANES && candidate.getValue().isIdle()) {
                lanes.remove(candidate.getKey());
                candidate.getValue().close();
            }
        }
    }

    private CompletableFuture<LinkResult> inFreshProcess(List<String> options, LinkRequest request) {
        var lane = new WorkerLane(
                command,
                options,
                again -> CompletableFuture.completedFuture(new LinkResult.Failed(List.of(Diagnostic.error(request.name()
                        + " has CO-RE accesses that are not lowered yet, and calls builtins; compile its sources without"
                        + " -disable-llvm-passes")))));
        // Not on the thread that has the answer: that one belongs to the process which is to end.
        return lane.link(request).whenCompleteAsync((result, failure) -> lane.close());
    }

    private synchronized CompletableFuture<LlvmOptionTable> optionTable() {
        var table = optionTable
                .filter(future -> !future.isCompletedExceptionally())
                .orElseGet(() -> CompletableFuture.supplyAsync(() -> WorkerProcess.options(command)));
        optionTable = Optional.of(table);
        return table;
    }

    /** Ends the processes and everything that belongs to them. Requests without a result fail. */
    @Override
    public void close() {
        List<WorkerLane> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(lanes.values());
        }
        all.forEach(WorkerLane::close);
    }
}
