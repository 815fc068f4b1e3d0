package io.github.bpfmaven.linker;

/**
 * A place in a C source.
 *
 * @param file as the debug info names it: relative to the directory that clang ran in
 * @param line from 1; 0 if unknown
 * @param column from 1; 0 if unknown
 */
public record SourceLocation(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + (column == 0 ? "" : ":" + column);
    }
}
