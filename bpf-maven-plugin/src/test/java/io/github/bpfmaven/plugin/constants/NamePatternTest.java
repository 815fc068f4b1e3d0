package io.github.bpfmaven.plugin.constants;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A pattern of <constants>")
final class NamePatternTest {
    @ParameterizedTest
    @CsvSource({
        "MAX_*, MAX_PORTS",
        "MAX_*, MAX_",
        "*, anything",
        "*_MAX, NR_MAX_MAX",
        "A*B*C, A_B_BxC",
        "A?C, ABC",
        "???, abc",
        "?*, a",
        "**_x, y_x",
        "PORT$*, PORT$1",
        "größe_*, größe_1",
        "MAX, MAX"
    })
    @DisplayName("matches whole names")
    void matches(String pattern, String name) {
        assertTrue(new NamePattern(pattern).matches(name));
        assertTrue(new NamePattern("!" + pattern).matches(name));
    }

    @ParameterizedTest
    @CsvSource({
        "MAX_*, MAX",
        "MAX_*, XMAX_1",
        "MAX, MAX_1",
        "MAX, max",
        "A?C, AC",
        "A?C, ABBC",
        "?, ''",
        "*_MAX, MAX_1",
        "A*B*C, A_C_B"
    })
    @DisplayName("matches nothing else: not a part of a name, not another case")
    void mismatches(String pattern, String name) {
        assertFalse(new NamePattern(pattern).matches(name));
    }

    @Test
    @DisplayName("is literal without * and ?, and an exclusion with ! in front")
    void kinds() throws Exception {
        var patterns = NamePattern.parse(List.of("MAX_*", "ETH_P_IP", "!MAX_X", "A?"));
        assertEquals(
                List.of(false, true, true, false),
                patterns.stream().map(NamePattern::isLiteral).toList());
        assertEquals(
                List.of(false, false, true, false),
                patterns.stream().map(NamePattern::isExclusion).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "'', empty pattern '' in <constants>",
        "!, empty pattern '!' in <constants>",
        "1*, no name of C begins with a digit",
        "MAX-*, no name of C has a '-'",
        "[A-Z]*, no name of C has a '['",
        "'MAX *', no name of C has a ' '",
        "!!MAX, no name of C has a '!'",
        "MAX_😀, no name of C has a '😀'",
        "!MAX, <constants> only excludes names (!MAX): name some to take"
    })
    @DisplayName("that could match no name is refused")
    void refused(String pattern, String expected) {
        var message = assertThrows(InvalidConfigurationException.class, () -> NamePattern.parse(List.of(pattern)))
                .getMessage();
        assertTrue(message.contains(expected), message);
    }

    @Test
    @DisplayName("need not be there")
    void none() throws Exception {
        assertEquals(List.of(), NamePattern.parse(List.of()));
    }
}
