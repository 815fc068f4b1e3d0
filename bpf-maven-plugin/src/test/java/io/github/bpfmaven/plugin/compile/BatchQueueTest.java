package io.github.bpfmaven.plugin.compile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.linker.BpfTarget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("What is left for clang processes that compile several sources")
final class BatchQueueTest {
    private static final CompilerFlags FLAGS = new CompilerFlags("2", "v3", List.of(), List.of());

    @Test
    @DisplayName("is given out in large parts while there is much, in smaller ones towards the end, and all of it once")
    void sizes() {
        var units = units(400);
        var batches = batches(units, 4);

        var all = batches.stream().flatMap(List::stream).toList();
        assertEquals(units.size(), all.size());
        assertEquals(new HashSet<>(units), new HashSet<>(all));
        assertEquals(BatchQueue.MOST, batches.get(0).size());
        assertTrue(batches.stream().allMatch(batch -> batch.size() <= BatchQueue.MOST));
        assertTrue(
                batches.subList(batches.size() - 4, batches.size()).stream().allMatch(batch -> batch.size() <= 2),
                batches::toString);
    }

    @Test
    @DisplayName("is given out by its order, with one target and one set of flags each time")
    void alike() {
        var units = units(100);
        var batches = batches(units, 2);

        for (var batch : batches) {
            assertEquals(1, batch.stream().map(CompileUnit::target).distinct().count());
        }
        var firsts = batches.stream().map(batch -> units.indexOf(batch.get(0))).toList();
        assertEquals(firsts.stream().sorted().toList(), firsts);
    }

    @Test
    @DisplayName("is given out one by one where each core has only a few")
    void few() {
        assertEquals(14, batches(units(7), 4).size());
        assertTrue(batches(units(7), 1).size() < 14);
    }

    private static List<List<CompileUnit>> batches(List<CompileUnit> units, int processes) {
        var queue = new BatchQueue(units, processes);
        var batches = new ArrayList<List<CompileUnit>>();
        for (var first = queue.take(); first.isPresent(); first = queue.take()) {
            var batch = new ArrayList<>(List.of(first.get()));
            for (var next = queue.takeFor(batch); next.isPresent(); next = queue.takeFor(batch)) {
                batch.add(next.get());
            }
            batches.add(batch);
        }
        return batches;
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
