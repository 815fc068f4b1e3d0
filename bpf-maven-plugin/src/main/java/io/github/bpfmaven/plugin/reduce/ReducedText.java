package io.github.bpfmaven.plugin.reduce;

import java.nio.charset.StandardCharsets;
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
                reduced.copy(declaration);
            } else {
                if (declaration.kind() == Declaration.Kind.RECORD
                        && needed.mentioned().contains(declaration.tag())) {
                    reduced.forward(declaration);
                }
                reduced.lines(declaration.lines());
            }
        }
        // A directive at the very end has its line's end behind it.
        reduced.lines(1);
        return Arrays.copyOf(reduced.out, reduced.length);
    }

    private void copy(Declaration declaration) {
        var count = declaration.end() - declaration.start();
        System.arraycopy(text, declaration.start(), out, length, count);
        length += count;
    }

    /** As long as the definition's beginning, or shorter. */
    private void forward(Declaration declaration) {
        var keyword = text[declaration.start()] == 's' ? "struct " : "union ";
        var bytes = (keyword + declaration.tag() + ";").getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, out, length, bytes.length);
        length += bytes.length;
    }

    private void lines(int count) {
        for (var line = 0; line < count; line++) {
            out[length++] = '\n';
        }
    }
}
