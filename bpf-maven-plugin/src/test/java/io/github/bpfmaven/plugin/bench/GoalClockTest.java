package io.github.bpfmaven.plugin.bench;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

@DisplayName("The time of a goal")
final class GoalClockTest {
    @Test
    @DisplayName("is what lies between its line and the next of Maven's in Maven 3.8's log")
    void isReadFromMaven38() {
        var log = List.of(
                "20261121103000.100 [INFO] Scanning for projects...",
                "20261121103000.200 [INFO] ----------------------------< bench:bench >-----------------------------",
                "20261121103000.300 [INFO] --------------------------------[ jar ]---------------------------------",
                "20261121103000.400 [INFO] --- bpf-maven-plugin:0.1.0-SNAPSHOT:compile (default-cli) @ bench ---",
                "20261121103000.500 [INFO] Compiling 1 BPF program for bpfel, bpfeb with LLVM 20.1.7",
                "a line of something else's",
                "20261121103002.650 [INFO] ------------------------------------------------------------------------",
                "20261121103002.650 [INFO] BUILD SUCCESS");

        assertEquals(2.25, GoalClock.seconds(log), 1e-9);
    }

    @Test
    @DisplayName("is read from newer Mavens, which call the plugin by its prefix")
    void isReadFromNewer() {
        var log = List.of(
                "20261121235959.990 [INFO] --- bpf:0.1.0-SNAPSHOT:compile (default-cli) @ bench ---",
                "20261122000000.140 [INFO] ------------------------------------------------------------------------");

        assertEquals(0.15, GoalClock.seconds(log), 1e-9);
    }

    @Test
    @DisplayName("is not made up where the log doesn't tell")
    void isNotMadeUp() {
        assertThrows(
                IllegalArgumentException.class,
                () -> GoalClock.seconds(List.of("20261121103000.100 [INFO] Scanning for projects...")));
    }
}
