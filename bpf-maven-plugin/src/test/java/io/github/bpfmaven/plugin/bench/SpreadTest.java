package io.github.bpfmaven.plugin.bench;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

@DisplayName("The spread of several runs")
final class SpreadTest {
    @Test
    @DisplayName("is the smallest, the middle and the largest")
    void isSmallestMiddleAndLargest() {
        assertEquals(new Spread(1, 2, 9), Spread.of(List.of(2.0, 9.0, 1.0)));
        assertEquals(new Spread(4, 4, 4), Spread.of(List.of(4.0)));
    }

    @Test
    @DisplayName("has the mean of two in the middle where there are two")
    void hasTheMeanOfTwo() {
        assertEquals(new Spread(1, 2.5, 9), Spread.of(List.of(3.0, 9.0, 1.0, 2.0)));
    }

    @Test
    @DisplayName("of ratios is that of each run by its neighbour, not of sorted ones")
    void ofRatiosIsRunByRun() {
        assertEquals(new Spread(0.5, 0.5, 0.5), Spread.ofRatios(List.of(1.0, 4.0, 2.0), List.of(2.0, 8.0, 4.0)));
        assertEquals(new Spread(0.5, 1, 2), Spread.ofRatios(List.of(1.0, 4.0, 2.0), List.of(2.0, 2.0, 2.0)));
    }

    @Test
    @DisplayName("is shown with as many digits as tell its values apart")
    void isShown() {
        assertEquals("0.022 / 0.025 / 0.030", new Spread(0.022, 0.025, 0.03).toString());
        assertEquals("0.03 / 1.00 / 20.00", new Spread(0.03, 1, 20).toString());
    }

    @Test
    @DisplayName("needs a run, and a neighbour for each")
    void needsRuns() {
        assertThrows(IllegalArgumentException.class, () -> Spread.of(List.of()));
        assertThrows(IllegalArgumentException.class, () -> Spread.ofRatios(List.of(1.0), List.of(1.0, 2.0)));
    }

    @Test
    @DisplayName("meets an aim with its median")
    void meetsAnAim() {
        var spread = new Spread(0.4, 0.6, 5);

        assertEquals("0.6: met", Aim.atMost(0.6).judge(spread));
        assertEquals("0.59: missed", Aim.atMost(0.59).judge(spread));
        assertEquals("", Aim.NONE.judge(spread));
    }
}
