package io.github.bpfmaven.plugin.compare;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/** Compares two texts. */
public final class TextComparison {
    private TextComparison() {}

    /** The lines that differ; none if only line ends do. */
    public static List<String> lines(byte[] before, byte[] after) {
        return new LineDiff(read(before), read(after), UnaryOperator.identity()).lines();
    }

    private static List<String> read(byte[] text) {
        return new String(text, StandardCharsets.UTF_8).lines().toList();
    }
}
