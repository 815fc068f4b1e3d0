package io.github.bpfmaven.worker;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.linker.LinkInput;
import io.github.bpfmaven.linker.LinkRequest;
import io.github.bpfmaven.linker.LinkResult;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.testing.TestLlvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

@DisplayName("What a worker links before it is asked to")
final class RehearsalTest {
    @Test
    @DisplayName("is a program with types, about which there is nothing to say")
    void links() throws Exception {
        try (var program = Rehearsal.class.getResourceAsStream("ready.ll");
                var worker = LinkWorker.start(TestLlvm.worker(1))) {
            var input = new LinkInput.InMemory("ready.ll", program.readAllBytes());
            var result = worker.link(LinkRequest.of("ready.ll", BpfTarget.BPFEL, input))
                    .get();
            var linked = assertInstanceOf(LinkResult.Linked.class, result);
            assertEquals(List.of(), linked.diagnostics());
            assertEquals(1, BpfObject.read(linked.output()).programs().size());
        }
    }
}
