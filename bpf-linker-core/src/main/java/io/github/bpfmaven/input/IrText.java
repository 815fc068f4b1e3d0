package io.github.bpfmaven.input;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Textual IR, as far as it can be told without parsing it. Source: {@code llvm/docs/LangRef.rst}, LLVM 20. */
final class IrText {
    /** What may start a line that is neither empty nor a comment, at the top level. */
    private static final Pattern ENTITY = Pattern.compile(
            "(source_filename|target|define|declare|module asm|attributes #|uselistorder|@|%|!|\\$|\\^).*");

    private static final Pattern TRIPLE = Pattern.compile("^target triple = \"([^\"]*)\"", Pattern.MULTILINE);
    private static final int LINES_LOOKED_AT = 200;

    private IrText() {}

    static boolean isIr(byte[] bytes) {
        for (byte one : bytes) {
            if (one == 0) {
                return false;
            }
        }
        var first = text(bytes)
                .lines()
                .limit(LINES_LOOKED_AT)
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith(";"))
                .findFirst();
        return first.isPresent() && ENTITY.matcher(first.get()).matches();
    }

    /** Empty if there is none. */
    static String triple(byte[] bytes) {
        var triple = TRIPLE.matcher(text(bytes));
        return triple.find() ? triple.group(1) : "";
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
