package io.github.bpfmaven.plugin.reduce;

import io.github.bpfmaven.plugin.reduce.Declaration.Kind;

/** The declarations of a header, in their order, with nothing but comments and blanks between them, as numbers. */
final class DeclarationTable {
    private static final Kind[] KINDS = Kind.values();

    /** Of a declaration: kind, first byte, behind the last, the tag's first, behind its last, ends of lines before, those in it. */
    private static final int FIELDS = 7;

    private final int[] entries;

    DeclarationTable(int[] entries) {
        this.entries = entries;
    }

    static void add(IntList entries, Declaration declaration) {
        entries.add(declaration.kind().ordinal());
        entries.add(declaration.start());
        entries.add(declaration.end());
        entries.add(declaration.tag().start());
        entries.add(declaration.tag().end());
        entries.add(declaration.line());
        entries.add(declaration.lines());
    }

    int size() {
        return entries.length / FIELDS;
    }

    Declaration get(int number) {
        var at = number * FIELDS;
        return new Declaration(
                KINDS[entries[at]],
                entries[at + 1],
                entries[at + 2],
                new Span(entries[at + 3], entries[at + 4]),
                entries[at + 5],
                entries[at + 6]);
    }

    Kind kind(int number) {
        return KINDS[entries[number * FIELDS]];
    }

    /** In which declaration a byte is, or behind which. */
    int at(int position) {
        var low = 0;
        var high = size() - 1;
        while (low < high) {
            var middle = (low + high + 1) >>> 1;
            if (entries[middle * FIELDS + 1] <= position) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    boolean isFixed(int number) {
        return kind(number) == Kind.FIXED;
    }

    int[] entries() {
        return entries;
    }
}
