package io.github.bpfmaven.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.linker.CodeOptions;
import io.github.bpfmaven.linker.LinkOptions;
import io.github.bpfmaven.linker.LinkRequest;
import io.github.bpfmaven.linker.LinkResult;
import io.github.bpfmaven.testing.TestLinks;
import io.github.bpfmaven.testing.TestLlvm;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A link that takes too much")
final class LinkLimitsTest {
    /** Unrolled completely, this is 64 Mi copies of the body. */
    private static final String ENDLESS = """
            __attribute__((section("tc"), used)) int program(volatile int *ctx)
            {
                int sum = 0;
                for (int i = 0; i < 8192; i++) for (int j = 0; j < 8192; j++) sum += ctx[j] * i;
                return sum;
            }
            """;

    private static final String GOOD = "__attribute__((section(\"tc\"), used)) int program(void *ctx) { return 0; }";

    @TempDir
    private Path directory = Path.of("");

    @Test
    @DisplayName("of time is given up and said to be, and the links beside it are made")
    void time() throws Exception {
        checkLimit(new LinkLimits(Duration.ofSeconds(2), 0), "it took longer than 2 s");
    }

    @Test
    @DisplayName("of memory is given up and said to be, and the links beside it are made")
    void memory() throws Exception {
        checkLimit(new LinkLimits(Duration.ofMinutes(2), 400L << 20), "it took more than 400 MiB of memory");
    }

    private void checkLimit(LinkLimits limits, String message) throws Exception {
        try (var worker = LinkWorker.start(TestLlvm.worker(2).withLimits(limits))) {
            var endless = worker.link(request("endless.c", ENDLESS));
            List<CompletableFuture<LinkResult>> others = new ArrayList<>();
            for (var i = 0; i < 5; i++) {
                others.add(worker.link(request("good" + i + ".c", GOOD)));
            }
            var failed = assertInstanceOf(LinkResult.Failed.class, endless.get());
            assertTrue(failed.diagnostics().toString().contains(message), failed::toString);
            assertTrue(failed.diagnostics().toString().contains("endless.c"), failed::toString);
            for (var other : others) {
                assertInstanceOf(LinkResult.Linked.class, other.get());
            }
        }
    }

    private LinkRequest request(String name, String source) throws Exception {
        var links = new TestLinks(directory);
        var input = links.input(name, source, BpfTarget.BPFEL);
        return links.whole(name, BpfTarget.BPFEL, List.of(input))
                .withOptions(LinkOptions.DEFAULT.withCode(
                        CodeOptions.builder().unrollLoops(true).build()));
    }
}
