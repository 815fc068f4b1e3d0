package io.github.bpfmaven.loader.report;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("What the verifier counts")
final class VerifierStatisticsTest {
    @Test
    @DisplayName("is read from what Linux says since 5.2")
    void recent() {
        var log = """
                verification time 21 usec
                stack depth 8+32+0
                processed 9 insns (limit 1000000) max_states_per_insn 0 total_states 4 peak_states 3 mark_read 1
                """;
        var statistics = VerifierStatistics.of(log).orElseThrow();
        assertEquals(new VerifierStatistics(9, 4, 3, "8+32+0", OptionalLong.of(21)), statistics);
        assertEquals(OptionalInt.of(32), statistics.deepestStack());
    }

    @Test
    @DisplayName("is the instructions alone in Linux before that")
    void old() {
        var statistics = VerifierStatistics.of("0: (b7) r0 = 0\n1: (95) exit\nprocessed 2 insns, stack depth 0\n")
                .orElseThrow();
        assertEquals(2, statistics.instructions());
        assertEquals(OptionalInt.empty(), statistics.deepestStack());
    }

    @Test
    @DisplayName("is nothing where a kernel says nothing")
    void none() {
        assertEquals(Optional.empty(), VerifierStatistics.of(""));
    }
}
