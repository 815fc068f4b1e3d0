package io.github.bpfmaven.plugin.compile;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.linker.BpfTarget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Batches of sources for one clang")
final class BatchPlanTest {
    private static final CompilerFlags FLAGS = new CompilerFlags("2", "v3", List.of(), List.of());

    @Test
    @DisplayName("are large while there is much to do, get smaller towards the end, and leave nothing out")
    void sizes() {
        var units = units(400);
        var batches = BatchPlan.of(units, 4);

        assertEquals(
                units.stream().sorted(BatchPlanTest::compare).toList(),
                batches.stream()
                        .flatMap(List::stream)
                        .sorted(BatchPlanTest::compare)
                        .toList());
        assertEquals(BatchPlan.MOST, batches.get(0).size());
        assertTrue(batches.stream().allMatch(batch -> batch.size() <= BatchPlan.MOST));
        assertTrue(
                batches.subList(batches.size() - 4, batches.size()).stream().allMatch(batch -> batch.size() <= 2),
                batches::toString);
    }

    @Test
    @DisplayName("have one target and one set of flags each, and come in the order of their first")
    void alike() {
        var units = units(100);
        var batches = BatchPlan.of(units, 2);

        for (var batch : batches) {
            assertEquals(1, batch.stream().map(CompileUnit::target).distinct().count());
        }
        var firsts = batches.stream().map(batch -> units.indexOf(batch.get(0))).toList();
        assertEquals(firsts.stream().sorted().toList(), firsts);
    }

    @Test
    @DisplayName("aren't made where each core has only a few")
    void few() {
        assertEquals(14, BatchPlan.of(units(7), 4).size());
        assertTrue(BatchPlan.of(units(7), 1).size() < 14);
    }

    private static int compare(CompileUnit one, CompileUnit other) {
        return one.bitcode().compareTo(other.bitcode());
    }

    private static List<CompileUnit> units(int sources) {
        return IntStream.range(0, sources)
                .boxed()
                .flatMap(number -> List.of(BpfTarget.BPFEL, BpfTarget.BPFEB).stream()
                        .map(order -> new CompileUnit(
                                new Source("program" + number + ".bpf.c"),
                                new CompileTarget(order, Optional.empty()),
                                FLAGS,
                                Path.of("program" + number + "_" + order + ".bc"))))
                .toList();
    }
}
