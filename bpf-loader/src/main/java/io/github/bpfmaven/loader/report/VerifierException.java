package io.github.bpfmaven.loader.report;

import java.util.Optional;
import java.util.OptionalInt;

/** The verifier refused a program. */
public final class VerifierException extends BpfLoadException {
    private static final long serialVersionUID = 1L;

    private final String log;
    private final int instruction;
    private final transient Optional<SourceLine> line;

    VerifierException(
            String part, String problem, int errno, String log, OptionalInt instruction, Optional<SourceLine> line) {
        super(part, problem, errno);
        this.log = log;
        this.instruction = instruction.orElse(-1);
        this.line = line;
    }

    /** All that the verifier said; empty if it said nothing. */
    public String log() {
        return log;
    }

    /** The index of the instruction that it stopped at; nothing if it does not say. */
    public OptionalInt instruction() {
        return instruction < 0 ? OptionalInt.empty() : OptionalInt.of(instruction);
    }

    /** The line of C that this instruction comes from; nothing if the object does not know. */
    public Optional<SourceLine> line() {
        return line == null ? Optional.empty() : line;
    }
}
