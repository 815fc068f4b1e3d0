package io.github.bpfmaven.plugin.doctor;

import java.util.Optional;

/**
 * What a check has found out.
 *
 * @param status how it is
 * @param text what it is: a sentence without a line break
 * @param cure what to do about it; empty if nothing is wrong
 */
public record Finding(Status status, String text, Optional<String> cure) {
    public Finding {
        text = oneLine(text);
        cure = cure.map(Finding::oneLine);
    }

    static Finding ok(String text) {
        return new Finding(Status.OK, text, Optional.empty());
    }

    static Finding warning(String text, String cure) {
        return new Finding(Status.WARNING, text, Optional.of(cure));
    }

    static Finding error(String text, String cure) {
        return new Finding(Status.ERROR, text, Optional.of(cure));
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
