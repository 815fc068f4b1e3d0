package io.github.bpfmaven.loader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.loader.kernel.Errno;
import io.github.bpfmaven.loader.kernel.SystemCallException;
import io.github.bpfmaven.loader.map.LoadedMap;
import io.github.bpfmaven.loader.map.MapEntry;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.report.VerifierException;
import io.github.bpfmaven.object.ProgramType;
import io.github.bpfmaven.testing.Kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A map in the kernel")
final class MapsTest extends LocalKernelCase {
    private static final String PINNED_BY_NAME = """
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>

            struct {
            	__uint(type, BPF_MAP_TYPE_ARRAY);
            	__uint(max_entries, 1);
            	__uint(pinning, LIBBPF_PIN_BY_NAME);
            	__type(key, __u32);
            	__type(value, __u64);
            } common SEC(".maps");
            """;

    private static final String MAPS = """
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>

            struct {
            	__uint(type, BPF_MAP_TYPE_HASH);
            	__uint(max_entries, 3000);
            	__type(key, __u32);
            	__type(value, __u64);
            } hash SEC(".maps");

            struct {
            	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
            	__uint(max_entries, 2);
            	__type(key, __u32);
            	__type(value, __u32);
            } percpu SEC(".maps");

            struct {
            	__uint(type, BPF_MAP_TYPE_QUEUE);
            	__uint(max_entries, 4);
            	__type(value, __u32);
            } queue SEC(".maps");

            struct {
            	__uint(type, BPF_MAP_TYPE_ARRAY);
            	__uint(max_entries, 3);
            	__uint(map_flags, BPF_F_MMAPABLE);
            	__type(key, __u32);
            	__type(value, __u32);
            } shared SEC(".maps");

            __u64 seen = 5;
            const volatile __u32 step = 2;
            __u32 zeroed;

            SEC("tc")
            int count(struct __sk_buff *skb)
            {
            	__u32 zero = 0;
            	__u32 *n = bpf_map_lookup_elem(&percpu, &zero);
            	__u32 *m = bpf_map_lookup_elem(&shared, &zero);

            	if (n)
            		*n += 1;
            	if (m)
            		*m += skb->len;
            	seen += step;
            	return zeroed;
            }

            char LICENSE[] SEC("license") = "GPL";
            """;

    private byte[] object;

    @BeforeAll
    void compile() {
        object = objects.ofText(MAPS);
    }

    @Test
    @DisplayName("takes, gives and loses elements, one by one")
    void elements() throws Exception {
        try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
            var hash = loaded.map("hash");
            assertEquals(Optional.empty(), hash.get(number(1)));
            assertEquals(Optional.empty(), hash.firstKey());

            hash.put(number(1), wide(10));
            hash.put(number(2), wide(20));
            hash.put(number(2), wide(21), LoadedMap.IF_PRESENT);

            assertArrayEquals(wide(10), hash.get(number(1)).orElseThrow());
            assertEquals(Map.of(1, 10L, 2, 21L), numbers(hash.entries()));
            var there =
                    assertThrows(SystemCallException.class, () -> hash.put(number(1), wide(11), LoadedMap.IF_ABSENT));
            assertTrue(there.is(Errno.EEXIST));
            assertEquals("bpf(BPF_MAP_UPDATE_ELEM): EEXIST (17, it exists already)", there.getMessage());
            assertTrue(hash.delete(number(1)));
            assertFalse(hash.delete(number(1)));
            assertArrayEquals(wide(21), hash.take(number(2)).orElseThrow());
            assertEquals(Map.of(), numbers(hash.entries()));
        }
    }

    @Test
    @DisplayName("takes and gives thousands of elements in batches")
    void batches() throws Exception {
        try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
            var hash = loaded.map("hash");
            var entries = new ArrayList<MapEntry>();
            var keys = new ArrayList<byte[]>();
            var expected = new HashMap<Integer, Long>();
            for (var i = 0; i < 2500; i++) {
                entries.add(new MapEntry(number(i), wide(i * 7L)));
                expected.put(i, i * 7L);
                if (i % 2 == 0) {
                    keys.add(number(i));
                }
            }
            hash.batches().putAll(entries);
            assertEquals(expected, numbers(hash.batches().getAll()));
            hash.batches().deleteAll(keys);
            expected.keySet().removeIf(key -> key % 2 == 0);
            assertEquals(expected, numbers(hash.batches().takeAll()));
            assertEquals(List.of(), hash.batches().getAll());
        }
    }

    @Test
    @DisplayName("with a value for each CPU gives all of them")
    void perCpu() throws Exception {
        try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
            var percpu = loaded.map("percpu");
            assertEquals(8 * kernel.possibleCpus(), percpu.valueBytes());
            loaded.program("count").testRun(TestRun.ofPacket(new byte[64]).times(1000));
            var values = ByteBuffer.wrap(percpu.get(number(0)).orElseThrow()).order(ByteOrder.nativeOrder());
            var sum = 0;
            for (var cpu = 0; cpu < kernel.possibleCpus(); cpu++) {
                sum += values.getInt(8 * cpu);
            }
            assertEquals(1000, sum);
            assertThrows(IllegalArgumentException.class, () -> percpu.put(number(0), number(1)));
        }
    }

    @Test
    @DisplayName("without keys is a queue")
    void queue() throws Exception {
        try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
            var queue = loaded.map("queue");
            queue.put(new byte[0], number(4));
            queue.put(new byte[0], number(5));
            assertArrayEquals(number(4), queue.get(new byte[0]).orElseThrow());
            assertArrayEquals(number(4), queue.take(new byte[0]).orElseThrow());
            assertArrayEquals(number(5), queue.take(new byte[0]).orElseThrow());
            assertEquals(Optional.empty(), queue.take(new byte[0]));
        }
    }

    @Test
    @DisplayName("can be memory that programs and this process share, variables too; constants can be read only")
    void memory() throws Exception {
        ByteBuffer left;
        try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
            var values = loaded.map("shared").memory();
            var data = loaded.map(".data").memory();
            var constants = loaded.map(".rodata").memory();
            left = data;
            assertEquals(24, values.capacity());
            assertEquals(5, data.getLong(0));
            assertEquals(2, constants.getInt(0));

            loaded.map(".bss").memory().putInt(0, 42);
            loaded.map(".data").change(variables -> variables.putLong(0, 100));
            var result = loaded.program("count").testRun(TestRun.ofPacket(new byte[60]));

            assertEquals(42, result.returnValue());
            assertEquals(102, data.getLong(0));
            assertEquals(60, values.getInt(0));
            assertTrue(constants.isReadOnly());
            assertThrows(
                    UnsupportedOperationException.class,
                    () -> loaded.map(".rodata").change(variables -> {}));
            assertThrows(
                    UnsupportedOperationException.class,
                    () -> loaded.map("hash").memory());
            var frozen = loaded.map(".rodata");
            assertTrue(assertThrows(
                            SystemCallException.class, () -> frozen.put(number(0), new byte[frozen.valueBytes()]))
                    .is(Errno.EPERM));
        }
        // The memory is there as long as somebody holds it.
        assertEquals(102, left.getLong(0));
    }

    @Test
    @DisplayName("is memory as long as somebody holds a buffer of it, and no longer")
    void memoryGoes() throws Exception {
        // Other tests may have left some to the garbage collector.
        collectUntil(0);
        ByteBuffer held;
        try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
            held = loaded.map(".data").memory().slice();
            loaded.map(".bss").memory();
        }
        collectUntil(1);
        assertEquals(5, held.order(ByteOrder.nativeOrder()).getLong(0));
        held = ByteBuffer.allocate(0);
        collectUntil(0);
        assertEquals(0, held.capacity());
    }

    private static void collectUntil(long count) throws Exception {
        for (var i = 0; i < 200 && mappings() > count; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertEquals(count, mappings());
    }

    private static long mappings() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.filter(line -> line.contains("bpf-map")).count();
        }
    }

    @Test
    @DisplayName("and its variables are as was said before the load")
    void settings() throws Exception {
        var loader = BpfObjectLoader.of(object);
        loader.map("hash").maxEntries(7);
        loader.map("queue").create(false);
        loader.variables(".rodata").putInt(0, 30);
        loader.variables(".bss").putInt(0, 9);
        try (var loaded = loader.load(kernel)) {
            assertEquals(7, loaded.map("hash").info().maxEntries());
            assertThrows(NoSuchElementException.class, () -> loaded.map("queue"));
            assertEquals(
                    9,
                    loaded.program("count")
                            .testRun(TestRun.ofPacket(new byte[60]))
                            .returnValue());
            assertEquals(35, loaded.map(".data").memory().getLong(0));
        }
    }

    @Test
    @DisplayName("holds maps and programs that are put into it")
    void held() throws Exception {
        try (var outer = BpfObjectLoader.of(objects.of("hash_of_maps")).load(kernel);
                var inner = BpfObjectLoader.of(objects.ofText("""
                                        #include <linux/bpf.h>
                                        #include <bpf/bpf_helpers.h>

                                        struct {
                                        	__uint(type, BPF_MAP_TYPE_HASH);
                                        	__uint(max_entries, 64);
                                        	__type(key, __u64);
                                        	__type(value, __u32);
                                        } held SEC(".maps");
                                        """)).load(kernel);
                var calls = BpfObjectLoader.of(objects.of("tail_call")).load(kernel)) {
            inner.map("held").put(wide(0), number(99));
            assertEquals(
                    0,
                    outer.program("look")
                            .testRun(TestRun.ofPacket(new byte[60]))
                            .returnValue());
            // The packet of a test run comes in by the loopback, interface 1, and has no hash.
            outer.map("by_interface").put(number(1), inner.map("held").descriptor());
            assertEquals(
                    99,
                    outer.program("look")
                            .testRun(TestRun.ofPacket(new byte[60]))
                            .returnValue());
            assertEquals(
                    inner.map("held").info().id(),
                    ByteBuffer.wrap(outer.map("by_interface").get(number(1)).orElseThrow())
                            .order(ByteOrder.nativeOrder())
                            .getInt());

            var packet = TestRun.ofPacket(new byte[60]);
            assertEquals(2, calls.program("entry").testRun(packet).returnValue());
            calls.map("steps").put(number(0), calls.program("drop").descriptor());
            assertEquals(1, calls.program("entry").testRun(packet).returnValue());
        }
    }

    @Test
    @DisplayName("holds buffers that are as large as this machine wants them, though the object does not say how large")
    void heldBuffers() throws Exception {
        var buffers = objects.ofText("""
                #include <linux/bpf.h>
                #include <bpf/bpf_helpers.h>

                struct {
                	__uint(type, BPF_MAP_TYPE_HASH_OF_MAPS);
                	__uint(max_entries, 4);
                	__type(key, __u64);
                	__array(values, struct {
                		__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
                		__uint(key_size, 4);
                		__uint(value_size, 4);
                	});
                } of_each SEC(".maps");

                struct {
                	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
                	__uint(max_entries, 4);
                	__type(key, __u32);
                	__array(values, struct {
                		__uint(type, BPF_MAP_TYPE_RINGBUF);
                		__uint(max_entries, 1);
                	});
                } rings SEC(".maps");

                char LICENSE[] SEC("license") = "GPL";
                """);
        try (var loaded = BpfObjectLoader.of(buffers).load(kernel)) {
            assertEquals(
                    Set.of("of_each", "rings"),
                    loaded.maps().stream().map(LoadedMap::name).collect(Collectors.toSet()));
        }
    }

    @Test
    @DisplayName("can be that of another object, if it is like this one's, and stays when this object goes")
    void reused() throws Exception {
        try (var owner = BpfObjectLoader.of(object).load(kernel)) {
            var key = key(3);
            var loader = BpfObjectLoader.of(object);
            loader.map("hash").reuse(owner.map("hash"));
            try (var user = loader.load(kernel)) {
                user.map("hash").put(key, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
                assertEquals(
                        owner.map("hash").info().id(), user.map("hash").info().id());
            }
            assertArrayEquals(
                    new byte[] {1, 2, 3, 4, 5, 6, 7, 8},
                    owner.map("hash").get(key).orElseThrow());
            loader.map("hash").reuse(owner.map("shared"));
            var refusal = assertThrows(BpfLoadException.class, () -> loader.load(kernel));
            assertTrue(refusal.getMessage().contains("is not like it"), refusal.getMessage());
        }
    }

    @Test
    @DisplayName("can't be used once it is closed")
    void closed() throws Exception {
        var loaded = BpfObjectLoader.of(object).load(kernel);
        var hash = loaded.map("hash");
        var shared = loaded.map("shared");
        loaded.close();
        loaded.close();
        assertThrows(IllegalStateException.class, () -> loaded.program("count").info());
        assertThrows(IllegalStateException.class, () -> hash.get(number(1)));
        assertThrows(IllegalStateException.class, shared::memory);
        hash.close();
    }

    @Test
    @DisplayName("stays where it is pinned, and is used again by who wants one like it")
    void pins() throws Exception {
        var pins = Kernel.newPin();
        try {
            var loader = BpfObjectLoader.of(object);
            loader.map("hash").pin(pins + "/hash");
            try (var first = loader.load(kernel)) {
                first.map("hash").put(number(3), wide(4));
            }
            try (var second = loader.load(kernel);
                    var direct = LoadedMap.pinned(kernel, pins + "/hash").orElseThrow()) {
                assertArrayEquals(wide(4), second.map("hash").get(number(3)).orElseThrow());
                direct.put(number(3), wide(5));
                assertArrayEquals(wide(5), second.map("hash").get(number(3)).orElseThrow());
            }
            loader.map("hash").maxEntries(8);
            var refusal = assertThrows(BpfLoadException.class, () -> loader.load(kernel));
            assertTrue(refusal.getMessage().contains("is not like it"), refusal.getMessage());
            assertEquals(Optional.empty(), LoadedMap.pinned(kernel, pins + "/none"));
        } finally {
            Kernel.unpin(pins);
        }
    }

    @Test
    @DisplayName("that says so is one for all, also where several load it at the same time")
    void pinnedAtOnce() throws Exception {
        var byName = objects.ofText(PINNED_BY_NAME);
        var files = OpenFiles.bpf();
        for (var round = 0; round < 50; round++) {
            var pins = Kernel.newPin();
            var start = new CyclicBarrier(4);
            try {
                var loads = IntStream.range(0, 4)
                        .mapToObj(thread -> CompletableFuture.supplyAsync(
                                () -> {
                                    try {
                                        var loader = BpfObjectLoader.of(byName).pinDirectory(pins.toString());
                                        start.await();
                                        return loader.load(kernel);
                                    } catch (Exception failed) {
                                        throw new IllegalStateException(failed);
                                    }
                                },
                                task -> new Thread(task).start()))
                        .toList();
                var ids = new HashSet<Integer>();
                for (var load : loads) {
                    try (var loaded = load.get()) {
                        ids.add(loaded.map("common").info().id());
                    }
                }
                assertEquals(1, ids.size());
            } finally {
                Kernel.unpin(pins);
            }
        }
        assertEquals(files, OpenFiles.bpf());
    }

    @Test
    @DisplayName("that says so is pinned by its name, in a directory that is made for it, and shared by objects")
    void pinnedByName() throws Exception {
        var byName = objects.ofText(PINNED_BY_NAME);
        var pins = Kernel.newPin();
        try (var one = BpfObjectLoader.of(byName).pinDirectory(pins.toString()).load(kernel);
                var two =
                        BpfObjectLoader.of(byName).pinDirectory(pins.toString()).load(kernel)) {
            one.map("common").put(number(0), wide(8));
            assertArrayEquals(wide(8), two.map("common").get(number(0)).orElseThrow());
            assertEquals(one.map("common").info().id(), two.map("common").info().id());
            assertTrue(Files.exists(pins.resolve("common")));
            var apart = BpfObjectLoader.of(byName).pinDirectory(pins.toString());
            apart.map("common").unpinned();
            try (var three = apart.load(kernel)) {
                assertArrayEquals(wide(0), three.map("common").get(number(0)).orElseThrow());
            }
        } finally {
            Kernel.unpin(pins);
        }
    }

    @Test
    @DisplayName("that is pinned does not stay if its object is refused")
    void unpinned() throws Exception {
        var pins = Kernel.newPin();
        try {
            var loader = BpfObjectLoader.of(object);
            loader.map("hash").pin(pins + "/hash");
            loader.program("count").type(ProgramType.XDP);
            var refusal = assertThrows(VerifierException.class, () -> loader.load(kernel));
            assertEquals("program 'count'", refusal.part());
            assertEquals(Optional.empty(), LoadedMap.pinned(kernel, pins + "/hash"));
        } finally {
            Kernel.unpin(pins);
        }
    }

    private static Map<Integer, Long> numbers(Iterable<MapEntry> entries) {
        var numbers = new HashMap<Integer, Long>();
        entries.forEach(entry -> numbers.put(
                ByteBuffer.wrap(entry.key()).order(ByteOrder.nativeOrder()).getInt(),
                ByteBuffer.wrap(entry.value()).order(ByteOrder.nativeOrder()).getLong()));
        return numbers;
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.nativeOrder())
                .putInt(value)
                .array();
    }

    private static byte[] wide(long value) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.nativeOrder())
                .putLong(value)
                .array();
    }

    private static byte[] key(int number) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.nativeOrder())
                .putInt(number)
                .array();
    }
}
