package io.github.bpfmaven.loader;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.report.VerifierException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("An object that can't be loaded")
final class DamageTest extends LocalKernelCase {
    private static final int WAYS = Integer.getInteger("bpf.test.mutations", 2000);
    private static final long SEED = 9;
    private static final List<String> SAMPLES = List.of(
            "subprograms",
            "kconfig",
            "kfunc",
            "core_read",
            "array_of_maps",
            "prog_array_init",
            "struct_ops",
            "globals",
            "arena",
            "usdt");

    @Test
    @DisplayName(
            "because it is damaged, in 2,000 ways, is refused with an error: no crash, no descriptor left, no hang")
    void damaged() throws Exception {
        var random = new Random(SEED);
        var refused = 0;
        // What the loader keeps for itself is there after the first.
        BpfObjectLoader.of(objects.of(SAMPLES.get(0))).load(kernel).close();
        var before = OpenFiles.bpf();
        for (var way = 0; way < WAYS; way++) {
            var sample = SAMPLES.get(way % SAMPLES.size());
            var bytes = damage(objects.of(sample), random);
            var name = sample + ", way " + way;
            refused += assertTimeoutPreemptively(Duration.ofSeconds(20), () -> refuses(bytes, name), name) ? 1 : 0;
            if (way % 100 == 0) {
                assertEquals(before, OpenFiles.bpf(), name);
            }
        }
        assertEquals(before, OpenFiles.bpf());
        // Some bytes do not matter, such as those of a string that nobody reads.
        assertTrue(refused > WAYS / 4, refused + " of " + WAYS);
    }

    private boolean refuses(byte[] object, String name) throws IOException {
        try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
            assertEquals(kernel, loaded.kernel());
            return false;
        } catch (BpfLoadException refusal) {
            assertTrue(refusal.getMessage().length() > 10, name);
            return true;
        }
    }

    /** One to four bytes, mostly in the headers and in the sections that say something. */
    private static byte[] damage(byte[] object, Random random) throws Exception {
        var damaged = object.clone();
        var places = new ArrayList<int[]>();
        var elf = ElfFile.read(object);
        for (var section : elf.sections()) {
            if (section.data().length > 0) {
                places.add(new int[] {(int) elf.fileOffset(section), section.data().length});
            }
        }
        places.add(new int[] {0, 64});
        for (var i = random.nextInt(4); i >= 0; i--) {
            var place = places.get(random.nextInt(places.size()));
            damaged[place[0] + random.nextInt(place[1])] = (byte) random.nextInt(256);
        }
        return random.nextInt(10) == 0 ? Arrays.copyOf(damaged, 1 + random.nextInt(damaged.length)) : damaged;
    }

    @Test
    @DisplayName("because it is of the other byte order says which to take")
    void otherByteOrder() {
        var object = objects.of("counter_xdp", BpfTarget.BPFEB);
        var refusal = assertThrows(
                BpfLoadException.class, () -> BpfObjectLoader.of(object).load(kernel));
        assertTrue(
                refusal.getMessage()
                        .matches("object: is big-endian, but this kernel runs on \\w+ and is not; take the"
                                + " object that was built for bpfel"),
                refusal.getMessage());
    }

    @Test
    @DisplayName("because the verifier refuses it says why, in which line of C, and keeps the log")
    void refusedByTheVerifier() {
        var object = objects.ofText("""
                #include <linux/bpf.h>
                #include <bpf/bpf_helpers.h>

                struct {
                	__uint(type, BPF_MAP_TYPE_HASH);
                	__uint(max_entries, 4);
                	__type(key, __u32);
                	__type(value, __u64);
                } counts SEC(".maps");

                SEC("xdp")
                int careless(struct xdp_md *ctx)
                {
                	__u32 key = ctx->rx_queue_index;
                	__u64 *count = bpf_map_lookup_elem(&counts, &key);

                	return *count;
                }

                char LICENSE[] SEC("license") = "GPL";
                """);
        var refusal = assertThrows(
                VerifierException.class, () -> BpfObjectLoader.of(object).load(kernel));
        var line = refusal.line().orElseThrow();
        assertEquals("program 'careless'", refusal.part());
        assertEquals("return *count;", line.text());
        assertEquals(17, line.line());
        assertTrue(line.file().endsWith("program.bpf.c"), line.file());
        assertEquals(13, refusal.errno().orElseThrow());
        assertTrue(refusal.getMessage().contains("invalid mem access 'map_value_or_null'"), refusal.getMessage());
        assertTrue(refusal.log().contains("processed"), refusal.log());
    }
}
