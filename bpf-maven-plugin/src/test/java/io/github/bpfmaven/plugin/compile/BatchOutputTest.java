package io.github.bpfmaven.plugin.compile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("The output of a clang that compiles several sources")
final class BatchOutputTest {
    private static final List<String> NAMES = List.of("a.c", "b.c", "c.c");
    private static final String A = bitcode("A") + "headers: a.c \\\n  x.h \\\n  y.h\n";
    private static final String B = bitcode("headers: b.c z.h\n  ") + "headers: b.c y.h\n";
    private static final String C = bitcode("") + "headers: c.c\n";
    /** What clang adds of sources before. */
    private static final String AFTER_B = "headers: a.c \\\n  x.h y.h b.c\n";

    private static final String AFTER_C = "headers: b.c \\\n  y.h c.c\nheaders: a.c \\\n  x.h y.h b.c c.c\n";

    @Test
    @DisplayName("tells what was made of each, and what was read for it")
    void made() {
        var output = parse(A + B + AFTER_B + C + AFTER_C);

        assertEquals(
                List.of("a.c", "x.h", "y.h"),
                output.made(0, false).orElseThrow().files());
        assertEquals(List.of("b.c", "y.h"), output.made(1, false).orElseThrow().files());
        assertEquals(List.of("c.c"), output.made(2, false).orElseThrow().files());
        assertArrayEquals(
                bytes(bitcode("headers: b.c z.h\n  ")),
                output.made(1, false).orElseThrow().bitcode());
        assertEquals("", output.messages());
    }

    @Test
    @DisplayName("tells nothing of those about which something may have been said: before the list, or behind it")
    void messages() {
        var output =
                parse(A + "b.c:1:1: warning: oh\n  1 | int\n" + B + AFTER_B + C + AFTER_C + "1 warning generated.\n");

        assertEquals(List.of(false, false, false), areMade(output, false));
        assertEquals("b.c:1:1: warning: oh\n  1 | int\n1 warning generated.\n", output.messages());
        assertEquals(
                List.of(false, true, true),
                areMade(parse("a.c:1:1: warning: oh\n" + A + B + AFTER_B + C + AFTER_C), false));
        assertEquals(
                List.of(true, false, false),
                areMade(parse(A + B + AFTER_B + bitcode("x") + "headers:1:1: warning: oh\nheaders: c.c\n"), true));
    }

    @Test
    @DisplayName("counts up to the first message where clang failed, and for nothing if it gave no reason")
    void failure() {
        assertEquals(
                List.of(true, false, false),
                areMade(parse(A + B + AFTER_B + "c.c:1:1: error: oh\n" + C + AFTER_C), true));
        assertEquals(List.of(false, false, false), areMade(parse(A + B), true));
    }

    @Test
    @DisplayName("counts for nothing behind a source of which there is no list, or where bitcode isn't whole")
    void missing() {
        assertEquals(List.of(true, false, false), areMade(parse(A + C + AFTER_B), false));
        assertEquals(List.of(false, false, false), areMade(parse(""), false));
        assertEquals(List.of(false, false, false), areMade(parse("headers: a.c\n"), false));
        assertEquals(List.of(false, true, false), areMade(parse(bitcode("A") + A + B + AFTER_B), false));
        for (var length = A.length() + 1; length < (A + B).length() - 1; length++) {
            assertEquals(
                    List.of(false, false),
                    areMade(parse((A + B).substring(0, length)), true).subList(0, 2));
            assertEquals(
                    Optional.empty(),
                    parse((A + B).substring(0, length))
                            .made(1, false)
                            .filter(made -> made.files().size() == 2));
        }
    }

    private static BatchOutput parse(String output) {
        return BatchOutput.parse(bytes(output), NAMES);
    }

    private static List<Boolean> areMade(BatchOutput output, boolean failed) {
        return IntStream.range(0, NAMES.size())
                .mapToObj(at -> output.made(at, failed).isPresent())
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Two blocks: one with a text, one empty. */
    private static String bitcode(String text) {
        var padded = text + " ".repeat((4 - text.length() % 4) % 4);
        return "BC\u00c0\u00de" + block(8, padded) + block(23, "");
    }

    private static String block(int kind, String content) {
        var word = 1 | kind << 2 | 3 << 10;
        return number(word) + number(content.length() / 4) + content;
    }

    private static String number(int word) {
        return new String(
                ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(word)
                        .array(),
                StandardCharsets.ISO_8859_1);
    }
}
