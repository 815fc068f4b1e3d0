package io.github.bpfmaven.plugin.reduce;

import java.util.Arrays;

/** A header without what is not needed of it. Every line keeps its number. */
final class ReducedText {
    private final byte[] text;
    /** What is left out is longer than what stands for it. */
    private final byte[] out;

    private int length;

    private ReducedText(byte[] text) {
        this.text = text;
        this.out = new byte[text.length + 1];
    }

    static byte[] of(NeededDeclarations.Found needed) {
        var header = needed.header();
        var reduced = new ReducedText(header.text());
        for (var number = 0; number < header.size(); number++) {
            var declaration = header.declaration(number);
            reduced.lines(declaration.gap());
            if (needed.kept().get(number)) {
                reduced.column(declaration.start());
                reduced.copy(declaration);
            } else {
                var before = 0;
                if (needed.mentioned().get(number)) {
                    reduced.column(declaration.start());
                    before = reduced.forward(declaration);
                }
                reduced.lines(declaration.lines() - before);
            }
        }
        // A directive at the very end has its line's end behind it.
        reduced.lines(1);
        return Arrays.copyOf(reduced.out, reduced.length);
    }

    /** Line info has columns, too. */
    private void column(int start) {
        var column = 0;
        while (column < start && text[start - column - 1] != '\n') {
            column++;
        }
        var now = 0;
        while (now < length && out[length - now - 1] != '\n') {
            now++;
        }
        for (; now < column; now++) {
            out[length++] = ' ';
        }
    }

    private void copy(Declaration declaration) {
        copy(declaration.start(), declaration.end());
    }

    private void copy(int from, int to) {
        System.arraycopy(text, from, out, length, to - from);
        length += to - from;
    }

    /** @return lines that it has, where the tag is in another than the keyword */
    private int forward(Declaration declaration) {
        copy(declaration.start(), declaration.tag().end());
        out[length++] = ';';
        return CText.lines(text, declaration.start(), declaration.tag().end());
    }

    private void lines(int count) {
        for (var line = 0; line < count; line++) {
            out[length++] = '\n';
        }
    }
}
