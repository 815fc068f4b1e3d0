package io.github.bpfmaven.spelling;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("A name that somebody may have meant")
final class SpellingTest {
    @ParameterizedTest
    @CsvSource({
        "xdp, xdp, 0",
        "xpd, xdp, 1",
        "xdp, xdps, 1",
        "kporbe, kprobe, 1",
        "abcd, xyz, 4",
        "ab, ba, 1",
        "ca, abc, 3"
    })
    @DisplayName("is as far as letters are to be put in, left out, changed, or swapped with their neighbours")
    void distance(String one, String other, int distance) {
        assertEquals(distance, EditDistance.between(one, other, 9));
        assertEquals(distance, EditDistance.between(other, one, 9));
    }

    @Test
    @DisplayName("is not looked for beyond the limit")
    void limit() {
        assertEquals(3, EditDistance.between("a", "abcdefgh", 2));
    }

    @Test
    @DisplayName("is the nearest, the first of several, and none if all are far")
    void nearest() {
        assertEquals(Optional.of("maps"), Spelling.nearest("mops", List.of("tops", "maps", "mopped")));
        assertEquals(Optional.of("maps"), Spelling.nearest("mips", List.of("mops", "maps")));
        assertEquals(Optional.empty(), Spelling.nearest("mips", List.of("counters")));
    }
}
