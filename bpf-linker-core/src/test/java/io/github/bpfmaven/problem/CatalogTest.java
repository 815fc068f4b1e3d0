package io.github.bpfmaven.problem;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The catalogue of known failures")
final class CatalogTest {
    private static final String TWO = """
            # A comment.
            [special] What is special
            clang: no (?<what>\\w+) here
            with: special\\.h
            without: other
            known: place of what
            cause: {what} is in {place}.
            do: Get it,
                or leave it.

            [general] What is general
            clang: no \\w+ here
            linker: nothing
            cause: None.
            told: Look.
            """;

    private final Catalog catalog =
            new Catalog(ProblemFile.parse(TWO), Map.of("place", name -> Optional.of("the " + name + "'s box")));

    @Test
    @DisplayName("explains a message by the first problem that recognises it, with what it says of this case")
    void first() {
        var found = catalog.explain(clang("no screw here", "special.h: x")).orElseThrow();

        assertEquals("special", found.problem().id());
        assertEquals("special: screw is in the screw's box.\n  What to do: Get it, or leave it.", found.text());
    }

    @Test
    @DisplayName("goes on to the next where a condition does not hold, or nobody knows more")
    void conditions() {
        assertEquals(Optional.of("general"), id(catalog, clang("no screw here", "general.h")));
        assertEquals(Optional.of("general"), id(catalog, clang("no screw here", "special.h", "other")));
        assertEquals(
                Optional.of("general"),
                id(new Catalog(ProblemFile.parse(TWO), Map.of()), clang("no screw here", "special.h")));
    }

    @Test
    @DisplayName("has nothing to say of another tool's message")
    void speakers() {
        assertEquals(Optional.empty(), id(catalog, Message.of(Speaker.LINKER, "no screw here")));
        assertEquals(Optional.of("general"), id(catalog, Message.of(Speaker.LINKER, "there is nothing")));
        assertEquals(Optional.empty(), id(catalog, Message.of(Speaker.SURROUNDINGS, "nothing")));
    }

    @Test
    @DisplayName("can fill in all that its texts leave open, whichever message it is")
    void details() {
        for (var problem : ProblemFile.read()) {
            for (var recognizer : problem.recognizers()) {
                for (var detail : problem.details()) {
                    assertTrue(
                            recognizer.text().pattern().contains("(?<" + detail + ">")
                                    || recognizer.lookups().stream()
                                            .anyMatch(lookup -> lookup.name().equals(detail)),
                            problem.id() + " needs {" + detail + "} of " + recognizer.text());
                }
            }
        }
    }

    @Test
    @DisplayName("is refused where it is not written as it should be")
    void malformed() {
        for (var text : List.of(
                "[one] t\nclang: x\ncause: y.\n",
                "[one] t\ncause: y.\ndo: z.\n",
                "[one] t\nclang: x\ncause: y.\ndo: z.\nso much more\n",
                "[one] t\nclang: x\nknown: much\ncause: y.\ndo: z.\n",
                "one: t\n")) {
            assertThrows(IllegalStateException.class, () -> ProblemFile.parse(text), text);
        }
    }

    @Test
    @DisplayName("is told once a build, whatever number of messages a cause has, and five of a kind at most")
    void once() {
        var explanations = new Explanations(Map::of);
        var missing = new Message(Speaker.CLANG, "'stdio.h' file not found", List.of());

        assertTrue(explanations.under(missing).isPresent());
        assertFalse(explanations.under(missing).isPresent());
        var lookups = new Explanations(() -> Map.of("header", name -> Optional.of(name + ".h")));
        var told = 0;
        for (var at = 0; at < 50; at++) {
            told += lookups.under(Message.of(Speaker.CLANG, "use of undeclared identifier 'X" + at + "'"))
                            .isPresent()
                    ? 1
                    : 0;
        }
        assertEquals(5, told);
    }

    @Test
    @DisplayName("adds its name alone to a message that says all itself")
    void named() {
        var explanations = new Explanations(Map::of);
        var text = "no license: the kernel will refuse programs";

        assertEquals(text + " [no-license]", explanations.named(Speaker.LINKER, text));
        assertEquals(Optional.empty(), explanations.under(Message.of(Speaker.LINKER, text)));
        assertEquals("'stdio.h' file not found", explanations.named(Speaker.CLANG, "'stdio.h' file not found"));
    }

    private static Message clang(String text, String... around) {
        return new Message(Speaker.CLANG, text, List.of(around));
    }

    private static Optional<String> id(Catalog catalog, Message message) {
        return catalog.explain(message).map(found -> found.problem().id());
    }
}
