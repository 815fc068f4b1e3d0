package io.github.bpfmaven.plugin.build;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.inject.Inject;
import javax.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.worker.LinkWorker;
import io.github.bpfmaven.worker.WorkerCommand;
import io.github.bpfmaven.worker.WorkerException;

/**
 * The link workers of a whole build: modules lease one, and one with the same command is the same. When nobody has a lease any
 * more, it is kept for a while for the next module; it ends at the latest when Maven's JVM does.
 */
@Singleton
public final class SharedWorkers {
    private static final Logger LOG = LoggerFactory.getLogger(SharedWorkers.class);
    /** Maven's JVM may go on after the build, as a daemon or in an IDE. */
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Duration idle;
    private final Map<WorkerCommand, Shared> workers = new HashMap<>();
    private boolean keepsIdle;

    @Inject
    SharedWorkers() {
        this(IDLE);
    }

    /** @param idle how long a worker that nobody has leased is kept */
    SharedWorkers(Duration idle) {
        this.idle = idle;
    }

    /** A worker, and who has it. Guarded by the outer object. */
    private static final class Shared {
        private final LinkWorker worker;
        private int leases;
        /** How many leases there have been: tells whether there was another one since. */
        private long lastLease;

        Shared(LinkWorker worker) {
            this.worker = worker;
        }
    }

    /**
     * Starts a worker, unless there is one, and returns at once: it gets ready while the caller does something else.
     *
     * @throws WorkerException if there is no such {@code java}
     */
    public synchronized WorkerLease lease(WorkerCommand command) {
        var shared = workers.computeIfAbsent(command, missing -> {
            LOG.debug("Starting a link worker with {} threads", command.threads());
            return new Shared(LinkWorker.start(command));
        });
        shared.leases++;
        shared.lastLease++;
        return new WorkerLease(shared.worker, isUsed -> giveBack(command, shared, isUsed));
    }

    /** Keeps workers that nobody has leased, for however long: there is a person who will go on in a while. */
    public synchronized void keepIdle() {
        keepsIdle = true;
    }

    /** Ends what nobody has a lease of: nothing more is to be linked in this build. */
    public void endIdle() {
        List<Shared> ended;
        synchronized (this) {
            keepsIdle = false;
            ended = workers.values().stream()
                    .filter(shared -> shared.leases == 0)
                    .toList();
            workers.values().removeAll(ended);
        }
        ended.forEach(shared -> shared.worker.close());
    }

    /** @param isBusy whether it links something that nobody waits for any more */
    private void giveBack(WorkerCommand command, Shared shared, boolean isBusy) {
        synchronized (this) {
            shared.leases--;
            if (shared.leases > 0) {
                return;
            }
            if (!isBusy) {
                var last = shared.lastLease;
                CompletableFuture.delayedExecutor(idle.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(() -> endUnused(command, shared, last));
                return;
            }
            workers.remove(command, shared);
        }
        shared.worker.close();
    }

    private void endUnused(WorkerCommand command, Shared shared, long last) {
        synchronized (this) {
            if (keepsIdle || shared.leases > 0 || shared.lastLease != last || !workers.remove(command, shared)) {
                return;
            }
        }
        LOG.debug("Nothing was linked for {} s: the link worker ends", idle.toSeconds());
        shared.worker.close();
    }
}
