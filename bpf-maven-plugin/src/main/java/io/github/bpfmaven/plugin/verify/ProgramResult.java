package io.github.bpfmaven.plugin.verify;

/**
 * What one kernel says to one program.
 *
 * @param object its name without byte order and architecture: {@code com/acme/drop}
 * @param program its name in the object
 * @param section its section in the object
 */
public record ProgramResult(String object, String program, String section, Verdict verdict) {
    /** How a reader finds it. */
    public String name() {
        return object + ": " + program;
    }
}
