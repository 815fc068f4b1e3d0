package io.github.bpfmaven.plugin.compile;

/**
 * What a precompiled header is worth, in bytes of headers that clang need not parse. Clang 20 parses about 16 MB of a
 * {@code vmlinux.h} in a second.
 *
 * @param processors on which the sources are compiled
 */
record PrecompiledGain(int processors) {
    /** A header's own costs whatever its size: three starts of clang, and what it reads to be sure. */
    private static final long FIXED = 2_000_000;

    /** Preprocessing, parsing and writing it take as long as so many sources spend on it without (LLVM 20.1.7, a vmlinux.h). */
    private static final long PARSES = 3;

    /** So many sources a processor compiles while a header is made, and can't wait for it. */
    private static final int MEANWHILE = 2;

    /**
     * @param users sources that begin with the headers
     * @param bytes of the headers
     * @param headers that are made at once
     * @return not positive if it doesn't pay
     */
    long of(int users, long bytes, int headers) {
        var meanwhile = (double) MEANWHILE * Math.max(0, processors - headers) / Math.max(1, headers);
        return (long) ((users - meanwhile) * bytes) - PARSES * bytes - FIXED;
    }

    /** Fewer than these can't gain anything. */
    int leastUsers() {
        return (int) PARSES + 1;
    }
}
