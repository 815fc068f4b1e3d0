package io.github.bpfmaven.lint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Settings of lints")
final class LintSettingsTest {
    @Test
    @DisplayName("turn rules off and on, make errors of them, and set limits")
    void entries() {
        var settings = LintSettings.DEFAULT.with(List.of(
                "-printk", " gpl-only=error", "long-program-name", "stack=256", "stack=error", "max-instructions=9"));
        assertEquals(LintLevel.OFF, settings.level(LintRule.PRINTK));
        assertEquals(LintLevel.ERROR, settings.level(LintRule.GPL_ONLY));
        assertEquals(LintLevel.WARN, settings.level(LintRule.LONG_PROGRAM_NAME));
        assertEquals(LintLevel.ERROR, settings.level(LintRule.STACK));
        assertEquals(OptionalInt.of(256), settings.limit(LintRule.STACK));
        assertEquals(OptionalInt.of(9), settings.limit(LintRule.MAX_INSTRUCTIONS));
        assertEquals(LintLevel.WARN, settings.level(LintRule.UNUSED_MAP));
    }

    @Test
    @DisplayName("know all rules at once; those that are off stay off, unless they are named")
    void all() {
        var errors = LintSettings.DEFAULT.with(List.of("all=error"));
        assertEquals(LintLevel.ERROR, errors.level(LintRule.PRINTK));
        assertEquals(LintLevel.OFF, errors.level(LintRule.LONG_PROGRAM_NAME));
        var only = LintSettings.DEFAULT.with(List.of("-all", "printk"));
        for (var rule : LintRule.values()) {
            assertEquals(rule == LintRule.PRINTK ? LintLevel.WARN : LintLevel.OFF, only.level(rule), rule::toString);
        }
    }

    @Test
    @DisplayName("come on top of one another, without a change of the ones below")
    void onTop() {
        var common = LintSettings.DEFAULT.with(List.of("-printk"));
        var own = common.with(List.of("printk=error"));
        assertEquals(LintLevel.OFF, common.level(LintRule.PRINTK));
        assertEquals(LintLevel.ERROR, own.level(LintRule.PRINTK));
        assertEquals(common.limits(), own.limits());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "printf; 'printf' names no lint",
                "off; -all all of them",
                "=error; '=error' names no lint",
                "printk=maybe; 'printk=maybe' asks for what there is not: after = comes off, warn, error",
                "printk=7; after = comes off, warn, error",
                "stack=deep; after = comes off, warn, error or a number",
                "-stack=7; '-stack=7' says twice what to do: write -stack or stack=7"
            })
    @DisplayName("are refused where they mean nothing, with what there is")
    void refused(String entry, String message) {
        var failure = assertThrows(IllegalArgumentException.class, () -> LintSettings.DEFAULT.with(List.of(entry)));
        assertTrue(failure.getMessage().contains(message), failure::getMessage);
    }

    @Test
    @DisplayName("are documented, each rule with what it is unless one says otherwise")
    void documented() throws Exception {
        var lines = Files.readAllLines(Path.of("../docs/lint.md"));
        for (var rule : LintRule.values()) {
            var row = lines.stream()
                    .filter(line -> line.startsWith("| `" + rule + "` |"))
                    .findFirst();
            assertTrue(row.isPresent(), rule::toString);
            var preset = rule == LintRule.MAX_INSTRUCTIONS
                    ? "no limit"
                    : "`" + rule.level() + "`"
                            + rule.limit().stream()
                                    .mapToObj(limit -> ", " + limit)
                                    .collect(Collectors.joining());
            assertTrue(row.get().endsWith("| " + preset + " |"), row::get);
        }
    }
}
