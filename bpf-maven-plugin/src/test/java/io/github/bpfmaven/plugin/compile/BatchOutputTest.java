package io.github.bpfmaven.plugin.compile;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("The output of a clang that compiles several sources")
final class BatchOutputTest {
    private static final List<String> NAMES = List.of("a.c", "b.c", "c.c");
    private static final String A = "headers: a.c \\\n  x.h \\\n  y.h\n";
    private static final String B = "headers: b.c y.h\n";
    private static final String C = "headers: c.c\n";
    /** What clang adds of sources before. */
    private static final String AFTER_B = "headers: a.c \\\n  x.h y.h b.c\n";

    private static final String AFTER_C = "headers: b.c \\\n  y.h c.c\nheaders: a.c \\\n  x.h y.h b.c c.c\n";

    @Test
    @DisplayName("tells what was read for each")
    void files() {
        var output = BatchOutput.parse(A + B + AFTER_B + C + AFTER_C, NAMES);

        assertEquals(Optional.of(List.of("a.c", "x.h", "y.h")), output.files(0, false));
        assertEquals(Optional.of(List.of("b.c", "y.h")), output.files(1, false));
        assertEquals(Optional.of(List.of("c.c")), output.files(2, false));
    }

    @Test
    @DisplayName("tells nothing of those about which something may have been said: before the list, or behind it")
    void messages() {
        var output = BatchOutput.parse(
                A + "b.c:1:1: warning: oh\n  1 | int\n" + B + AFTER_B + C + AFTER_C + "1 warning generated.\n", NAMES);

        assertEquals(Optional.empty(), output.files(0, false));
        assertEquals(Optional.empty(), output.files(1, false));
        assertEquals(Optional.empty(), output.files(2, false));

        var first = BatchOutput.parse("a.c:1:1: warning: oh\n" + A + B + AFTER_B + C + AFTER_C, NAMES);
        assertEquals(
                List.of(false, true, true),
                List.of(0, 1, 2).stream()
                        .map(at -> first.files(at, false).isPresent())
                        .toList());
    }

    @Test
    @DisplayName("counts up to the first message where clang failed, and for nothing if it gave no reason")
    void failure() {
        var output = BatchOutput.parse(A + B + AFTER_B + "c.c:1:1: error: oh\n" + C + AFTER_C, NAMES);

        assertEquals(
                List.of(true, false, false),
                List.of(0, 1, 2).stream()
                        .map(at -> output.files(at, true).isPresent())
                        .toList());
        assertEquals(Optional.empty(), BatchOutput.parse(A + B, NAMES).files(0, true));
    }

    @Test
    @DisplayName("counts for nothing behind a source of which there is no list")
    void missing() {
        var output = BatchOutput.parse(A + C + AFTER_B, NAMES);

        assertEquals(Optional.of(List.of("a.c", "x.h", "y.h")), output.files(0, false));
        assertEquals(Optional.empty(), output.files(1, false));
        assertEquals(Optional.empty(), output.files(2, false));
        assertEquals(Optional.empty(), BatchOutput.parse("", NAMES).files(0, false));
    }
}
