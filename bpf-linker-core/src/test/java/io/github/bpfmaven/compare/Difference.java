package io.github.bpfmaven.compare;

/**
 * One way in which two objects differ.
 *
 * @param where the part of the object: a section's name, {@code symbols}, {@code .BTF}, or {@code header}
 * @param what the left side's and the right side's view of it, for a human
 */
public record Difference(String where, String what) {
    @Override
    public String toString() {
        return where + ": " + what;
    }
}
