package io.github.bpfmaven.plugin.reduce;

import java.util.Arrays;
import java.util.BitSet;

/** A header without what is not needed of it. Every line keeps its number. */
final class ReducedText {
    private final byte[] text;
    /** Less than half of a region of the usual heap, so that it is collected with what is young. */
    private byte[] out = new byte[384 << 10];

    private int length;
    /** Ends of lines in it. */
    private int line;

    private ReducedText(byte[] text) {
        this.text = text;
    }

    static byte[] of(NeededDeclarations.Found needed) {
        var header = needed.header();
        var reduced = new ReducedText(header.text());
        var all = (BitSet) needed.kept().clone();
        all.or(needed.mentioned());
        for (var number = all.nextSetBit(0); number >= 0; number = all.nextSetBit(number + 1)) {
            reduced.add(header.declaration(number), needed.kept().get(number));
        }
        // A directive at the very end has its line's end behind it.
        reduced.toLine(header.lines() + 1);
        return Arrays.copyOf(reduced.out, reduced.length);
    }

    private void add(Declaration declaration, boolean isWhole) {
        toLine(declaration.line());
        toColumn(declaration.start());
        if (isWhole) {
            copy(declaration.start(), declaration.end());
            line += declaration.lines();
        } else {
            copy(declaration.start(), declaration.tag().end());
            line += CText.lines(text, declaration.start(), declaration.tag().end());
            reserve(1);
            out[length++] = ';';
        }
    }

    private void toLine(int wanted) {
        fill(wanted - line, '\n');
        line = wanted;
    }

    /** Line info has columns, too. */
    private void toColumn(int start) {
        var column = 0;
        while (column < start && text[start - column - 1] != '\n') {
            column++;
        }
        var now = 0;
        while (now < length && out[length - now - 1] != '\n') {
            now++;
        }
        fill(column - now, ' ');
    }

    private void fill(int count, char with) {
        reserve(count);
        Arrays.fill(out, length, length + count, (byte) with);
        length += count;
    }

    private void copy(int from, int to) {
        reserve(to - from);
        System.arraycopy(text, from, out, length, to - from);
        length += to - from;
    }

    private void reserve(int count) {
        if (length + count > out.length) {
            out = Arrays.copyOf(out, (length + count) * 2);
        }
    }
}
