package io.github.bpfmaven.plugin.verify;

import java.util.Optional;

import io.github.bpfmaven.loader.report.SourceLine;
import io.github.bpfmaven.loader.report.VerifierStatistics;

/** What a kernel says to a program. */
public sealed interface Verdict {
    /**
     * It takes it.
     *
     * @param statistics what the verifier counted; nothing if this kernel does not tell
     * @param instructions that the kernel runs, after it has rewritten them
     * @param jited whether it runs as machine code
     */
    record Loaded(Optional<VerifierStatistics> statistics, int instructions, boolean jited) implements Verdict {}

    /**
     * It refuses it.
     *
     * @param reason the verifier's, or which part of the object was refused, and why
     * @param line of C that it is about; nothing if that is not known
     * @param log all that the verifier said; empty if it said nothing
     */
    record Refused(String reason, Optional<SourceLine> line, String log) implements Verdict {}

    /**
     * It was not asked.
     *
     * @param reason a sentence without a full stop
     */
    record Skipped(String reason) implements Verdict {}
}
