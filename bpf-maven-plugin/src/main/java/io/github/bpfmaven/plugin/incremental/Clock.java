package io.github.bpfmaven.plugin.incremental;

import java.util.concurrent.TimeUnit;

/** The clock by which files are stamped. */
final class Clock {
    private Clock() {}

    /** Nanoseconds since 1970, in steps of a millisecond. */
    static long now() {
        return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    }
}
