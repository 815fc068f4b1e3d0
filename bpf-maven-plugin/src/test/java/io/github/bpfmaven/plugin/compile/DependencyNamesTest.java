package io.github.bpfmaven.plugin.compile;

import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("The names in a dependency file")
final class DependencyNamesTest {
    @Test
    @DisplayName("count once, with or without ./ before them, and get their spaces back")
    void names() {
        assertEquals(
                Set.of("src/a.h", "/usr/b.h", "with space.h", "../c.h", "#$.h"),
                DependencyNames.of("headers: src/a.h ./src/a.h \\\n  /usr/b.h with\\ space.h \\\n  ../c.h \\#$$.h\n"));
    }

    @Test
    @DisplayName("are none where nothing was read")
    void none() {
        assertEquals(Set.of(), DependencyNames.of("headers:\n"));
    }
}
