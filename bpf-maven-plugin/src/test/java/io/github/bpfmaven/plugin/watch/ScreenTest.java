package io.github.bpfmaven.plugin.watch;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("The screen of bpf:watch")
final class ScreenTest {
    private String cleared(boolean isTerminal) {
        var out = new ByteArrayOutputStream();
        var screen = new Screen(
                LoggerFactory.getLogger(ScreenTest.class),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                isTerminal);
        screen.clear();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("is cleared if it is a terminal, and a file gets no escape sequences")
    void clear() {
        assertEquals("\033[H\033[2J\033[3J", cleared(true));
        assertEquals("", cleared(false));
    }
}
