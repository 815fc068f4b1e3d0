package io.github.bpfmaven.plugin.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until something may have changed. The file system's own events shorten the wait and no more: they are lost over NFS and in
 * some containers, late on macOS, and may run out on Linux ({@code fs.inotify.max_user_watches}).
 */
final class Changes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
    /** Half a second, so that with the build it takes one. */
    private static final Duration LONGEST = Duration.ofMillis(500);

    private final Optional<WatchService> service;
    private final Map<Path, WatchKey> keys = new HashMap<>();

    /** @param service of the file system; empty if it has none */
    Changes(Optional<WatchService> service) {
        this.service = service;
    }

    /** With the file system's events if it has any. */
    static Changes in(Path directory) {
        try {
            return new Changes(Optional.of(directory.getFileSystem().newWatchService()));
        } catch (IOException | UnsupportedOperationException none) {
            LOG.debug("There are no events for files here", none);
            return new Changes(Optional.empty());
        }
    }

    /** Waits for events in these directories, half a second at most. */
    void await(Set<Path> directories) throws InterruptedException {
        if (service.isEmpty()) {
            TimeUnit.NANOSECONDS.sleep(LONGEST.toNanos());
            return;
        }
        register(directories, service.get());
        var key = service.get().poll(LONGEST.toNanos(), TimeUnit.NANOSECONDS);
        while (key != null) {
            key.pollEvents();
            key.reset();
            key = service.get().poll();
        }
    }

    private void register(Set<Path> directories, WatchService service) {
        keys.entrySet().removeIf(known -> {
            var isOver =
                    !directories.contains(known.getKey()) || !known.getValue().isValid();
            if (isOver) {
                known.getValue().cancel();
            }
            return isOver;
        });
        for (var directory : directories) {
            if (!keys.containsKey(directory)) {
                try {
                    keys.put(
                            directory,
                            directory.register(
                                    service,
                                    StandardWatchEventKinds.ENTRY_CREATE,
                                    StandardWatchEventKinds.ENTRY_MODIFY,
                                    StandardWatchEventKinds.ENTRY_DELETE));
                } catch (IOException | UnsupportedOperationException failure) {
                    LOG.debug("No events for {}: it is looked at twice a second", directory, failure);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (service.isPresent()) {
            service.get().close();
        }
    }
}
