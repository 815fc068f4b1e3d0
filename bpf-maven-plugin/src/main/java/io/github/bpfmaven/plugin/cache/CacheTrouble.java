package io.github.bpfmaven.plugin.cache;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes wrong with a cache: the first time the log says so, and nothing is written any more where that has failed. */
final class CacheTrouble {
    private static final Logger LOG = LoggerFactory.getLogger(ContentCache.class);

    private final Optional<Path> directory;
    private final AtomicBoolean warned = new AtomicBoolean();
    private final AtomicBoolean unwritable = new AtomicBoolean();

    /** @param directory of the cache; empty where there is none, and so no trouble */
    CacheTrouble(Optional<Path> directory) {
        this.directory = directory;
    }

    /** Whether nothing has shown that it can't be written. */
    boolean mayWrite() {
        return !unwritable.get();
    }

    void cantRead(IOException failure) {
        warn("can't be read", failure);
    }

    void cantWrite(IOException failure) {
        unwritable.set(true);
        warn("can't be written, so this build's results are not kept", failure);
    }

    private void warn(String what, IOException failure) {
        // A build that is being stopped has nothing to say about its cache.
        if (!(failure instanceof ClosedByInterruptException) && warned.compareAndSet(false, true)) {
            LOG.warn(
                    "The build cache in {} {}: {}. Set bpf.buildCacheDirectory to another directory, or bpf.cache to false",
                    directory.orElseThrow(),
                    what,
                    failure.toString());
        }
    }
}
