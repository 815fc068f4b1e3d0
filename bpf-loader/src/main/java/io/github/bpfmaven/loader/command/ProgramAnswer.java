package io.github.bpfmaven.loader.command;

import io.github.bpfmaven.loader.kernel.Descriptor;

/** What the kernel says to a program. */
public sealed interface ProgramAnswer {
    /** What the verifier said; empty if it was not asked. */
    String log();

    /** It is loaded. */
    record Loaded(Descriptor program, String log) implements ProgramAnswer {}

    /**
     * It is not.
     *
     * @param errno positive
     */
    record Refused(int errno, String log) implements ProgramAnswer {}
}
