package io.github.bpfmaven.inspect;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.bpfmaven.inspect.KernelFeature.Kind;
import io.github.bpfmaven.object.MapType;
import io.github.bpfmaven.object.ProgramType;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The tables of what kernels have")
final class KernelFeatureTest {
    @Test
    @DisplayName("have every type of program, every type of map and every flag of a map")
    void complete() {
        var missing = new HashSet<String>();
        Arrays.stream(ProgramType.values())
                .filter(type -> type != ProgramType.UNSPEC)
                .filter(type ->
                        KernelFeature.find(Kind.PROGRAM, type.toString()).isEmpty())
                .forEach(type -> missing.add(type.constant()));
        Arrays.stream(MapType.values())
                .filter(type -> type != MapType.UNSPEC)
                .filter(type -> KernelFeature.find(Kind.MAP, type.toString()).isEmpty())
                .forEach(type -> missing.add(type.constant()));
        MapFlags.names((1L << 19) - 1).stream()
                .filter(flag -> MapFlags.need(flag).since().isEmpty())
                .forEach(missing::add);
        assertEquals(Set.of(), missing);
    }

    @Test
    @DisplayName("have each feature once, with a commit of Linux")
    void sound() {
        var seen = new HashSet<List<String>>();
        for (var feature : KernelFeature.ALL) {
            assertTrue(seen.add(List.of(feature.kind().name(), feature.name())), feature::toString);
            assertTrue(feature.commit().matches("[0-9a-f]{12}"), feature::toString);
        }
    }

    @Test
    @DisplayName("have all 211 helpers of the headers")
    void helpers() {
        for (var number = 1; number <= 211; number++) {
            assertTrue(BpfHelper.of(number).isPresent(), "helper " + number);
        }
        assertTrue(BpfHelper.of(0).isEmpty());
        assertTrue(BpfHelper.of(212).isEmpty());
        assertTrue(BpfHelper.of(1L << 32 | 1).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"4.9, 4.10, -1", "5.10, 5.9, 1", "6.0, 5.19, 1", "5.4, 5.4, 0"})
    @DisplayName("know which release is older")
    void order(String one, String other, int expected) {
        assertEquals(expected, Integer.signum(KernelVersion.parse(one).compareTo(KernelVersion.parse(other))));
    }
}
