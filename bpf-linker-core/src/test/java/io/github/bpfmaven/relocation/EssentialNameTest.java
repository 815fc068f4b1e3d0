package io.github.bpfmaven.relocation;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("A name without its flavor")
final class EssentialNameTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "task_struct___old, task_struct",
        "a___b, a",
        "a___b___c, a___b",
        "a__b, a__b",
        "a____b, a____b",
        "a___, a___",
        "___a, ___a",
        "____a, ____a",
        "a___b_, a",
        "a_b___c____d, a_b",
        "'', ''",
        "a, a"
    })
    @DisplayName("ends where the last three underscores stand that are neither more nor at an end")
    void names(String name, String essential) {
        assertEquals(essential, EssentialName.of(name));
    }
}
