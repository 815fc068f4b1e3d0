package io.github.bpfmaven.plugin.compare;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A comparison of lines")
final class LineDiffTest {
    private static LineDiff diff(String before, String after) {
        return new LineDiff(List.of(before.split(" ")), List.of(after.split(" ")), UnaryOperator.identity());
    }

    @Test
    @DisplayName("shows what is gone, what is new, and two lines around it")
    void changes() {
        assertEquals(
                List.of("  b", "  c", "- d", "+ x", "+ y", "  e", "  f"),
                diff("a b c d e f g", "a b c x y e f g").lines());
    }

    @Test
    @DisplayName("leaves out what is far from any difference")
    void folds() {
        assertEquals(
                List.of("- a", "  b", "  c", "  ...", "  g", "  h", "+ x"),
                diff("a b c d e f g h", "b c d e f g h x").lines());
    }

    @Test
    @DisplayName("goes by what of a line counts")
    void key() {
        var diff = new LineDiff(
                List.of("       1: r1 = 0x1", "       2: if r1 > 0x1 goto +0x1 <L1>", "       3: exit"),
                List.of(
                        "       1: r1 = 0x1",
                        "       2: r2 = 0x2",
                        "       3: if r1 > 0x1 goto +0x2 <L1>",
                        "       4: exit"),
                Instructions::withoutPlace);
        assertEquals(
                1, diff.lines().stream().filter(line -> !line.startsWith("  ")).count());
    }

    @Test
    @DisplayName("is no longer than somebody reads, and takes no memory for texts that have nothing in common")
    void limits() {
        var many = IntStream.range(0, 50_000).mapToObj(number -> "a" + number).toList();
        var others = IntStream.range(0, 50_000).mapToObj(number -> "b" + number).toList();
        var lines = new LineDiff(many, others, UnaryOperator.identity()).lines();
        assertTrue(lines.size() < 70, () -> String.valueOf(lines.size()));
        assertEquals("  ... and 99940 more lines", lines.get(lines.size() - 1));
    }

    @Test
    @DisplayName("is empty for the same")
    void same() {
        assertTrue(diff("a b", "a b").isEmpty());
    }
}
