package io.github.bpfmaven.plugin.incremental;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The clock by which files are stamped. */
final class Clock {
    private Clock() {}

    /**
     * Nanoseconds since 1970, as finely as the host tells: a file that was written just before must not have a stamp behind this, which
     * it may have where milliseconds are cut off.
     */
    static long now() {
        var now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }
}
