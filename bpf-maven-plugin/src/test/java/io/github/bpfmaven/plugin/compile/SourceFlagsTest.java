package io.github.bpfmaven.plugin.compile;

import java.util.List;
import java.util.Optional;
import java.util.logging.Level;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The flags of each source")
final class SourceFlagsTest {
    private static final Source DROP = new Source("drop.bpf.c");
    private static final Source DEEP = new Source("com/acme/drop.bpf.c");
    private static final Source LIBRARY = new Source("com/acme/parse.c");
    private static final Sources SOURCES = new Sources(List.of(DEEP, DROP), List.of(LIBRARY));
    private static final CompilerFlags COMMON = new CompilerFlags("2", "v3", List.of("A"), List.of("-Wall"));

    @Test
    @DisplayName("are the common ones where nothing else is said")
    void common() throws Exception {
        var flags = SourceFlags.of(COMMON, List.of(), SOURCES, List.of());
        assertEquals(COMMON, flags.get(DROP));
        assertEquals(COMMON, flags.get(LIBRARY));
    }

    @Test
    @DisplayName("are found by an object's name, in any directory")
    void byName() {
        var override = cpu("drop", "v1");
        assertTrue(override.matches(DROP));
        assertTrue(override.matches(DEEP));
        assertFalse(override.matches(LIBRARY));
        assertFalse(override.matches(new Source("drop/other.bpf.c")));
        assertFalse(override.matches(new Source("dropper.bpf.c")));
    }

    @Test
    @DisplayName("are found by a glob over the path, also those of a library source")
    void byGlob() {
        var override = cpu("com/acme/**", "v1");
        assertFalse(override.matches(DROP));
        assertTrue(override.matches(DEEP));
        assertTrue(override.matches(LIBRARY));
        assertTrue(cpu("*.bpf.c", "v1").matches(DROP), "at the top");
        assertFalse(cpu("*.bpf.c", "v1").matches(DEEP), "* stays in its directory");
    }

    @Test
    @DisplayName("replace the common level and cpu, and are added behind the common defines and arguments")
    void added() throws Exception {
        var override =
                new FlagOverride("parse", Optional.of("s"), Optional.empty(), List.of("B"), List.of("-g3"), List.of());
        var flags = SourceFlags.of(COMMON, List.of(override), SOURCES, List.of());
        assertEquals(new CompilerFlags("s", "v3", List.of("A", "B"), List.of("-Wall", "-g3")), flags.get(LIBRARY));
        assertEquals(COMMON, flags.get(DROP));
    }

    @Test
    @DisplayName("are all that match, in the order given: a later one wins")
    void laterWins() throws Exception {
        var first = new FlagOverride("drop", Optional.of("1"), Optional.of("v1"), List.of("B"), List.of(), List.of());
        var second =
                new FlagOverride("com/**", Optional.empty(), Optional.of("v4"), List.of("C"), List.of(), List.of());
        assertEquals(
                new CompilerFlags("1", "v4", List.of("A", "B", "C"), List.of("-Wall")),
                SourceFlags.of(COMMON, List.of(first, second), SOURCES, List.of())
                        .get(DEEP));
        assertEquals(
                new CompilerFlags("1", "v1", List.of("A", "C", "B"), List.of("-Wall")),
                SourceFlags.of(COMMON, List.of(second, first), SOURCES, List.of())
                        .get(DEEP));
    }

    @Test
    @DisplayName("for no source at all are warned of, with the sources that there are")
    void noMatch() throws Exception {
        try (var log = new LogLines(SourceFlags.class)) {
            SourceFlags.of(COMMON, List.of(cpu("dorp", "v1"), cpu("drop", "v1")), SOURCES, List.of());
            assertEquals(
                    List.of("<object> 'dorp' matches no source: [com/acme/drop.bpf.c, drop.bpf.c, com/acme/parse.c]"),
                    log.at(Level.WARNING));
        }
    }

    @Test
    @DisplayName("are checked after what an <object> says")
    void checked() {
        var message = assertThrows(
                        InvalidConfigurationException.class,
                        () -> SourceFlags.of(COMMON, List.of(cpu("drop", "v9")), SOURCES, List.of()))
                .getMessage();
        assertTrue(message.contains("unknown cpu 'v9'"), message);
    }

    @Test
    @DisplayName("can't be given by a broken glob")
    void brokenGlob() {
        var message = assertThrows(
                        InvalidConfigurationException.class,
                        () -> SourceFlags.of(COMMON, List.of(cpu("com/{acme", "v1")), SOURCES, List.of()))
                .getMessage();
        assertTrue(message.contains("<object> 'com/{acme' is neither"), message);
    }

    private static FlagOverride cpu(String pattern, String cpu) {
        return new FlagOverride(pattern, Optional.empty(), Optional.of(cpu), List.of(), List.of(), List.of());
    }
}
