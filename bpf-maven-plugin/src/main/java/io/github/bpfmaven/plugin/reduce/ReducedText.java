package io.github.bpfmaven.plugin.reduce;

import java.util.Arrays;
import java.util.BitSet;

/** A header without what is not needed of it. Every line keeps its number. */
final class ReducedText {
    private final byte[] text;
    private byte[] out;
    private int length;
    /** Ends of lines in it. */
    private int line;

    /** @param size of the result, about */
    private ReducedText(byte[] text, int size) {
        this.text = text;
        this.out = new byte[size];
    }

    static byte[] of(NeededDeclarations.Found needed) {
        var header = needed.header();
        var all = (BitSet) needed.kept().clone();
        all.or(needed.mentioned());
        var reduced = new ReducedText(header.text(), size(needed, all));
        for (var number = all.nextSetBit(0); number >= 0; number = all.nextSetBit(number + 1)) {
            reduced.add(header.declaration(number), needed.kept().get(number));
        }
        // A directive at the very end has its line's end behind it.
        reduced.toLine(header.lines() + 1);
        return reduced.length == reduced.out.length ? reduced.out : Arrays.copyOf(reduced.out, reduced.length);
    }

    /** Exactly so, if each declaration begins a line of its own. */
    private static int size(NeededDeclarations.Found needed, BitSet all) {
        var header = needed.header();
        var size = header.lines() + 1;
        for (var number = all.nextSetBit(0); number >= 0; number = all.nextSetBit(number + 1)) {
            var declaration = header.declaration(number);
            size += needed.kept().get(number)
                    ? declaration.end() - declaration.start() - declaration.lines()
                    : declaration.tag().end() - declaration.start() + 1;
        }
        return size;
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
