package io.github.bpfmaven.plugin.compile;

/** What reading a source has shown. */
sealed interface SourceReading permits ReducibleSource, SmallSource, SourceReading.Opaque {
    /** Nothing that is of use: clang is given all of it, and nothing else. */
    record Opaque() implements SourceReading {}
}
