package io.github.bpfmaven.plugin.doctor;

/** Sizes for people. */
final class Sizes {
    private static final int MEBI = 20;

    private Sizes() {}

    /** In MiB, rounded down: {@code 256 MiB}. */
    static String of(long bytes) {
        return (bytes >> MEBI) + " MiB";
    }
}
