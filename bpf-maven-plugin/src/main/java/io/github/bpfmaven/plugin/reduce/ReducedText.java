package io.github.bpfmaven.plugin.reduce;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A header without what is not needed of it. Every line keeps its number. */
final class ReducedText {
    private final byte[] text;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 18);

    private ReducedText(byte[] text) {
        this.text = text;
    }

    static byte[] of(HeaderIndex header, NeededDeclarations.Found needed) {
        var reduced = new ReducedText(header.text());
        for (var number = 0; number < header.size(); number++) {
            var declaration = header.declaration(number);
            reduced.lines(declaration.gap());
            if (needed.kept().get(number)) {
                reduced.out.write(header.text(), declaration.start(), declaration.end() - declaration.start());
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
        return reduced.out.toByteArray();
    }

    private void forward(Declaration declaration) {
        var keyword = text[declaration.start()] == 's' ? "struct " : "union ";
        out.writeBytes((keyword + declaration.tag() + ";").getBytes(StandardCharsets.ISO_8859_1));
    }

    private void lines(int count) {
        for (var line = 0; line < count; line++) {
            out.write('\n');
        }
    }
}
