package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.toolchain.DirectoryLock;

/** Lets one build of an execution at a time work: an IDE has one as well as a terminal. */
final class BuildLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BpfBuild.class);

    private static final String NAME = "build";

    private final Optional<DirectoryLock> lock;
    private final boolean hasWaited;

    private BuildLock(Optional<DirectoryLock> lock, boolean hasWaited) {
        this.lock = lock;
        this.hasWaited = hasWaited;
    }

    /** Waits for any other build. Where there can be no lock, there is none. */
    static BuildLock take(BuildRequest.Layout layout) throws InterruptedException {
        var directory = layout.workDirectory();
        var hasWaited = new AtomicBoolean();
        try {
            if (!Files.isDirectory(layout.paths().sourceDirectory())) {
                // Nothing to build: not worth a directory.
                return new BuildLock(Optional.empty(), false);
            }
            Files.createDirectories(directory);
            var lock = DirectoryLock.acquire(directory, NAME, () -> {
                hasWaited.set(true);
                LOG.info("Waiting for another build that is at work in {}", directory);
            });
            return new BuildLock(Optional.of(lock), hasWaited.get());
        } catch (IOException failure) {
            LOG.debug("Nothing keeps others from building in {}", directory, failure);
            return new BuildLock(Optional.empty(), hasWaited.get());
        }
    }

    /** Whether there was another build until now, which may have left what this one would. */
    boolean hasWaited() {
        return hasWaited;
    }

    @Override
    public void close() throws IOException {
        if (lock.isPresent()) {
            lock.get().close();
        }
    }
}
