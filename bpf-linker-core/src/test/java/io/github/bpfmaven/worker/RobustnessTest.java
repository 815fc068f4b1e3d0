package io.github.bpfmaven.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.bpfmaven.input.Samples;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.linker.LinkInput;
import io.github.bpfmaven.linker.LinkOptions;
import io.github.bpfmaven.linker.LinkRequest;
import io.github.bpfmaven.linker.LinkResult;
import io.github.bpfmaven.linker.SymbolOptions;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.testing.TestLlvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/**
 * Damaged inputs of every kind, the same ones at each run. {@code -Dbpf.test.mutations=20000} makes a night of it: so many of
 * each kind.
 */
@DisplayName("A damaged input gives a diagnostic or an object, in time")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RobustnessTest {
    private static final int EACH = Integer.getInteger("bpf.test.mutations", 290);
    private static final long SEED = 20_261_121;
    private static final int AT_ONCE = 32;
    private static final LinkLimits LIMITS = new LinkLimits(Duration.ofSeconds(20), 2L << 30);

    private Map<String, byte[]> samples = Map.of();
    private final LinkWorker worker = LinkWorker.start(TestLlvm.worker(2).withLimits(LIMITS));

    @BeforeAll
    void makeSamples(@TempDir Path directory) throws Exception {
        samples = new Samples(directory, BpfTarget.BPFEL).all();
    }

    @AfterAll
    void close() {
        worker.close();
    }

    Stream<String> kinds() {
        return samples.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("and the worker goes on")
    void damaged(String kind) throws Exception {
        var good = samples.get(kind);
        var random = new Random(SEED);
        var linked = 0;
        var failed = 0;
        for (var done = 0; done < EACH; done += AT_ONCE) {
            List<CompletableFuture<LinkResult>> results = new ArrayList<>();
            for (var i = done; i < Math.min(EACH, done + AT_ONCE); i++) {
                results.add(worker.link(request(damaged(good, random))));
            }
            for (var result : results) {
                if (result.get(5, TimeUnit.MINUTES) instanceof LinkResult.Linked object) {
                    BpfObject.read(object.output());
                    linked++;
                } else {
                    assertFalse(result.get().diagnostics().isEmpty(), "no word on why");
                    failed++;
                }
            }
        }
        assertEquals(EACH, linked + failed);
        // Damage of the kind that is looked at would else be none.
        assertFalse(failed == 0, "nothing was refused");
        assertInstanceOf(LinkResult.Linked.class, worker.link(request(good)).get());
    }

    private static LinkRequest request(byte[] bytes) {
        return LinkRequest.of("damaged", BpfTarget.BPFEL, new LinkInput.InMemory("input", bytes))
                .withOptions(LinkOptions.DEFAULT.withSymbols(SymbolOptions.DEFAULT.withWholeArchive(true)));
    }

    private static byte[] damaged(byte[] good, Random random) {
        var bytes = good.clone();
        switch (random.nextInt(6)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> flip(bytes, random, 1);
            case 2 -> flip(bytes, random, 1 + random.nextInt(16));
            case 3 -> {
                // A count or a size that is huge.
                var at = random.nextInt(bytes.length - 4) & ~3;
                Arrays.fill(bytes, at, at + 4, (byte) (random.nextBoolean() ? 0xff : 0x7f));
            }
            case 4 -> swap(bytes, random);
            default -> {
                var length = 1 + random.nextInt(Math.min(256, bytes.length / 2));
                var from = random.nextInt(bytes.length - length);
                System.arraycopy(bytes, from, bytes, random.nextInt(bytes.length - length), length);
            }
        }
        return bytes;
    }

    private static void flip(byte[] bytes, Random random, int times) {
        for (var i = 0; i < times; i++) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
    }

    /** Two parts of one length take each other's place. */
    private static void swap(byte[] bytes, Random random) {
        var length = 4 * (1 + random.nextInt(bytes.length / 16));
        var one = random.nextInt(bytes.length / 2 - length) & ~3;
        var other = bytes.length / 2 + random.nextInt(bytes.length / 2 - length) & ~3;
        var kept = Arrays.copyOfRange(bytes, one, one + length);
        System.arraycopy(bytes, other, bytes, one, length);
        System.arraycopy(kept, 0, bytes, other, length);
    }
}
