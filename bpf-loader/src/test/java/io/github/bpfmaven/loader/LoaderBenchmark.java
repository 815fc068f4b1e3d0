package io.github.bpfmaven.loader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.loader.map.LoadedMap;
import io.github.bpfmaven.loader.map.RingBuffer;
import io.github.bpfmaven.loader.types.TargetKernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Times against those of a C program with libbpf ({@code src/test/c/libbpf_loop.c}), in turn on the same machine: not a test, it
 * runs when it is named. docs/benchmarks.md has the command.
 */
@DisplayName("Against libbpf")
final class LoaderBenchmark extends LocalKernelCase {
    private static final List<String> OBJECTS = List.of(
            "array_of_maps",
            "atomics",
            "builtins",
            "cgroup",
            "core_kinds",
            "core_read",
            "counter_xdp",
            "dynptr",
            "globals",
            "kconfig",
            "loops",
            "many_programs",
            "maps_hash",
            "maps_net",
            "network_kinds",
            "prog_array_init",
            "struct_ops",
            "subprograms",
            "tail_call",
            "timer");
    private static final String LOOPS = """
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>

            struct {
            	__uint(type, BPF_MAP_TYPE_HASH);
            	__uint(max_entries, 10000);
            	__type(key, __u32);
            	__type(value, __u64);
            } hash SEC(".maps");

            struct {
            	__uint(type, BPF_MAP_TYPE_RINGBUF);
            	__uint(max_entries, 1 << 22);
            } ring SEC(".maps");

            SEC("tc")
            int to_ring(struct __sk_buff *skb)
            {
            	__u64 number = skb->len;

            	return bpf_ringbuf_output(&ring, &number, sizeof(number), BPF_RB_NO_WAKEUP);
            }

            char LICENSE[] SEC("license") = "GPL";
            """;
    private static final int ROUNDS = 5;
    private static final int LOADS = 30;
    private static final int FRESH_LOADS = 3;
    private static final int LOOKUPS = 1_000_000;
    private static final int TURNS = 30;
    private static final int EVENTS = 100_000;

    private Path directory;
    private Path libbpf;

    @Test
    @DisplayName("the same work takes so many times as long")
    void compare(@TempDir Path given) throws Exception {
        directory = given;
        libbpf = directory.resolve("libbpf_loop");
        Assumptions.assumeTrue(
                Files.exists(Path.of("/usr/include/bpf/libbpf.h")), "libbpf's headers are missing (libbpf-dev)");
        NetworkNamespaces.run(
                "cc", "-O2", "-o", libbpf.toString(), "src/test/c/libbpf_loop.c", "-lbpf", "-lelf", "-lz");
        if (!Boolean.getBoolean("bpf.bench.withoutLoads")) {
            loads();
        }
        var object = objects.ofText(LOOPS);
        var file = Files.write(directory.resolve("loops.o"), object);
        try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
            var lookups = best(() -> lookups(loaded.map("hash")), () -> other("lookup", file, LOOKUPS));
            print("a lookup", lookups, LOOKUPS);
            var reading = best(() -> reading(loaded), () -> other("ring", file, TURNS));
            print("an event of a ring buffer", reading, (long) TURNS * EVENTS);
        }
    }

    private void loads() throws Exception {
        var files = new ArrayList<Path>();
        for (var name : OBJECTS) {
            files.add(Files.write(directory.resolve(name + ".o"), objects.of(name)));
        }
        var first = System.nanoTime();
        try (var fresh = TargetKernel.local();
                var loaded = BpfObjectLoader.of(objects.of("counter_xdp")).load(fresh)) {
            System.out.printf(
                    "the first load of this JVM, %s: %,d us%n",
                    loaded.programs().iterator().next().name(), (System.nanoTime() - first) / 1000);
        }
        Map<String, long[]> times = new TreeMap<>();
        OBJECTS.forEach(name -> times.put(name, new long[] {Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE}));
        for (var round = 0; round < ROUNDS; round++) {
            var command = new ArrayList<>(List.of(libbpf.toString(), "load", "" + LOADS));
            files.forEach(file -> command.add(file.toString()));
            var theirs = NetworkNamespaces.run(command.toArray(String[]::new))
                    .lines()
                    .toList();
            for (var i = 0; i < OBJECTS.size(); i++) {
                var best = times.get(OBJECTS.get(i));
                best[0] = Math.min(best[0], Long.parseLong(theirs.get(i)));
                for (var load = 0; load < LOADS; load++) {
                    best[1] = Math.min(best[1], load(files.get(i), kernel));
                }
                for (var load = 0; load < FRESH_LOADS; load++) {
                    try (var fresh = TargetKernel.local()) {
                        best[2] = Math.min(best[2], load(files.get(i), fresh));
                    }
                }
            }
        }
        System.out.println("load, us: libbpf, one TargetKernel for all, a new one each time; ratios");
        var sums = new long[3];
        times.forEach((name, best) -> {
            for (var i = 0; i < 3; i++) {
                sums[i] += best[i];
            }
            line(name, best);
        });
        line("all", sums);
    }

    private static void line(String name, long[] best) {
        System.out.printf(
                "  %-16s %,7d %,7d %,7d   %.2f %.2f%n",
                name,
                best[0] / 1000,
                best[1] / 1000,
                best[2] / 1000,
                (double) best[1] / best[0],
                (double) best[2] / best[0]);
    }

    private static long load(Path file, TargetKernel kernel) throws IOException {
        var start = System.nanoTime();
        try (var loaded = BpfObjectLoader.of(file).load(kernel)) {
            return System.nanoTime() - start + 0 * loaded.notes().size();
        }
    }

    private interface Work {
        long nanoseconds() throws Exception;
    }

    private static long[] best(Work ours, Work theirs) throws Exception {
        var best = new long[] {Long.MAX_VALUE, Long.MAX_VALUE};
        for (var round = 0; round < ROUNDS; round++) {
            best[0] = Math.min(best[0], theirs.nanoseconds());
            best[1] = Math.min(best[1], ours.nanoseconds());
        }
        return best;
    }

    private static void print(String what, long[] best, long count) {
        System.out.printf(
                "%s: %d ns with libbpf, %d ns here; %.2f%n",
                what, best[0] / count, best[1] / count, (double) best[1] / best[0]);
    }

    private long other(String mode, Path object, int times) throws Exception {
        return Long.parseLong(NetworkNamespaces.run(libbpf.toString(), mode, object.toString(), "" + times)
                .strip());
    }

    private static long lookups(LoadedMap map) throws IOException {
        var key = new byte[4];
        var number = ByteBuffer.wrap(key).order(ByteOrder.nativeOrder());
        for (var i = 0; i < 10_000; i++) {
            number.putInt(0, i);
            map.put(key, new byte[8]);
        }
        var start = System.nanoTime();
        var found = 0;
        for (var i = 0; i < LOOKUPS; i++) {
            number.putInt(0, (int) (i * 7919L % 10_000));
            found += map.get(key).isPresent() ? 1 : 0;
        }
        assertEquals(LOOKUPS, found);
        return System.nanoTime() - start;
    }

    private static long reading(LoadedObject loaded) throws IOException {
        var sum = new long[1];
        var reading = 0L;
        try (var events = RingBuffer.of(loaded.map("ring"))) {
            for (var turn = 0; turn < TURNS; turn++) {
                loaded.program("to_ring").testRun(TestRun.ofPacket(new byte[60]).times(EVENTS));
                var start = System.nanoTime();
                var taken = events.consume(event -> sum[0] += event.getLong(0));
                reading += System.nanoTime() - start;
                assertEquals(EVENTS, taken);
            }
        }
        return reading;
    }
}
