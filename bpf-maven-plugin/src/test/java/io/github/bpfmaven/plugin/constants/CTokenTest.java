package io.github.bpfmaven.plugin.constants;

import java.util.stream.Collectors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("The tokens of C")
final class CTokenTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "a_1 $b größe           ~ NAME a_1, NAME $b, NAME größe",
                "1 0x1Fu 1.5e-3f .5 1'000 0x1p+3 ~ NUMBER 1, NUMBER 0x1Fu, NUMBER 1.5e-3f, NUMBER .5, NUMBER 1'000, NUMBER 0x1p+3",
                "1+2 0x1-a              ~ NUMBER 1, PUNCTUATION +, NUMBER 2, NUMBER 0x1, PUNCTUATION -, NAME a",
                "a.b ->                 ~ NAME a, PUNCTUATION ., NAME b, PUNCTUATION -, PUNCTUATION >",
                "\"a\\\"b\"'\\''L\"x\"  ~ LITERAL \"a\\\"b\", LITERAL '\\'', NAME L, LITERAL \"x\"",
                "\"\" ''                ~ LITERAL \"\", LITERAL ''",
                "x \"open               ~ NAME x, UNFINISHED \"open",
                "'                      ~ UNFINISHED '",
                "\"a\\\"                ~ UNFINISHED \"a\\\"",
                "\"a\\                  ~ UNFINISHED \"a\\",
                "don't                  ~ NAME don, UNFINISHED 't",
            })
    @DisplayName("are names, numbers, literals and single characters, and quotes that are missing their other one")
    void tokens(String line, String expected) {
        assertEquals(
                expected,
                CToken.of(line).stream()
                        .map(token -> token.kind() + " " + token.text())
                        .collect(Collectors.joining(", ")));
    }
}
