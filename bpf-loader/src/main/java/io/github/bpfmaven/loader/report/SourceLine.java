package io.github.bpfmaven.loader.report;

/**
 * The line of C that an instruction comes from.
 *
 * @param instruction its index in the program, subprograms included
 * @param function the function that it is in
 * @param file as the compiler was told it
 * @param line counted from 1
 * @param column counted from 1, 0 if not known
 * @param text the line itself, without the white space around it; empty if the object does not quote it
 */
public record SourceLine(int instruction, String function, String file, int line, int column, String text) {
    @Override
    public String toString() {
        return file + ":" + line + (column > 0 ? ":" + column : "") + ": " + text;
    }
}
