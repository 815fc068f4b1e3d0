package io.github.bpfmaven.plugin.scaffold;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.testing.Kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("Generated Java has maps as C has them:")
final class GeneratedMapsTest {
    private static final String KEEPS = """
            static <K, V> void keeps(CValues c, BpfMap<K, V> map, K key, V value) {
                byte[] kept = c.ask(map.mapName(), map.encodeKey(key), map.encodeValue(value));
                same(map.encodeValue(value), kept);
                same(value, map.decodeValue(kept));
                same(key, map.decodeKey(map.encodeKey(key)));
            }
            """;

    @TempDir
    private Path directory;

    private CFixture c;

    @BeforeEach
    void generate() throws Exception {
        c = CFixture.of(directory, "maps.bpf.c");
    }

    @Test
    @DisplayName("clang confirms all sizes and offsets of keys and values, also of those without a name")
    void layouts() throws Exception {
        c.assertLayouts();
    }

    @Test
    @DisplayName("name, kind, sizes, entries and flags")
    void attributes() throws Exception {
        c.run("""
                same("flows hash 1 16 0 8 24", text(Maps.FLOWS));
                same("wide hash 1 16 1 8 1", text(Maps.WIDE));
                same("from_c array 2 2 0 4 24", text(Maps.FROM_C));
                same("raw hash 1 16 0 3 5", text(Maps.RAW));
                same("events ringbuf 27 4096 0 0 0", text(Maps.EVENTS));
                same("waiting queue 22 8 0 0 12", text(Maps.WAITING));
                same("outer hash_of_maps 13 4 0 2 4", text(Maps.OUTER));
                same("outer_inner array 2 2 0 4 12", text(Maps.OUTER_INNER));
                same(14, Maps.all().size());
                """, """
                static String text(BpfMap<?, ?> map) {
                    return map.mapName() + " " + map.kind() + " " + map.type() + " " + map.maxEntries() + " " + map.flags()
                            + " " + map.keySize() + " " + map.valueSize();
                }
                """);
    }

    @Test
    @DisplayName("more entries and flags than an int holds")
    void large() throws Exception {
        CFixture.of(directory, "large_maps.bpf.c").run("""
                same(0xf0000000L, Maps.LARGE.maxEntries());
                same(0x80000001L, Maps.LARGE.flags());
                """);
    }

    @Test
    @DisplayName("keys and values that do not fit are refused, and the message names the map")
    void refusals() throws Exception {
        c.run("""
                refused("key of narrow is 65536", () -> Maps.NARROW.encodeKey(65536));
                refused("value of narrow is 128", () -> Maps.NARROW.encodeValue(128));
                refused("key of by_name has 8 elements, not 7", () -> Maps.BY_NAME.encodeKey(new byte[7]));
                refused("value of by_color is 65536", () -> Maps.BY_COLOR.encodeValue(new int[] {0, 0, 65536}));
                refused("value of raw has 5 elements, not 4", () -> Maps.RAW.encodeValue(new byte[4]));
                refused("key of flows takes 8 bytes, not 7", () -> Maps.FLOWS.decodeKey(new byte[7]));
                refused("per_cpu: each processor's value takes 16 bytes", () -> Maps.PER_CPU.decodeValues(new byte[12]));
                try {
                    Maps.EVENTS.decodeValue(new byte[0]);
                    throw new AssertionError();
                } catch (UnsupportedOperationException none) {
                    same("there is no value of events", none.getMessage());
                }
                """);
    }

    @Test
    @DisplayName("buffers are read and written in their own byte order")
    void buffers() throws Exception {
        c.run("""
                ByteBuffer out = ByteBuffer.allocate(11).order(c.order()).position(3);
                Maps.FLOWS.writeKey(out, new Flow(0x01020304, 0x0506));
                same(0, out.remaining());
                same(c.order() == ByteOrder.BIG_ENDIAN ? "0102030405060000" : "0403020106050000",
                        hex(Arrays.copyOfRange(out.array(), 3, 11)));
                same(new Flow(0x01020304, 0x0506), Maps.FLOWS.readKey(out.position(3)));
                out.clear();
                Maps.NARROW.writeValue(out, -5);
                same(-5, Maps.NARROW.readValue(out.flip()));
                """);
    }

    @Test
    @DisplayName("the kernel keeps what is encoded, and takes it for what Java does")
    void kernelKeeps() throws Exception {
        Kernel.require();
        try (KernelMaps maps = KernelMaps.of(c.objectFile())) {
            c.runBeside(maps, """
                    keeps(c, Maps.FLOWS, new Flow(0x0a000001, 443),
                            new Traffic(1L << 40, -2, -3, Traffic.name("eth0"), Color.GREEN));
                    keeps(c, Maps.NARROW, 65535, -128);
                    keeps(c, Maps.WIDE, -1L, true);
                    keeps(c, Maps.BY_NAME, new byte[] {'a', 'b', 0, 0, 0, 0, 0, 0}, Color.GREEN);
                    keeps(c, Maps.BY_COLOR, new Color(9), new int[] {1, 2, 65535});
                    keeps(c, Maps.EITHER, Either.ofNumber(7), BigInteger.TWO.pow(100).negate());
                    keeps(c, Maps.RAW, new byte[] {1, 2, 3}, new byte[] {4, 5, 6, 7, 8});
                    keeps(c, Maps.UNNAMED, new UnnamedKey(1, 2), new UnnamedValue(3));
                    """, KEEPS);
            assertEquals("""
                    {"key":65535,"value":-128}""", maps.formatted().get("narrow"));
            assertEquals("""
                    {"key":{"source":167772161,"port":443},"value":{"packets":1099511627776,"bytes":4294967294,"last":-3,\
                    "name":"eth0","color":"GREEN"}}""", maps.formatted().get("flows"));
            assertEquals("""
                    {"key":18446744073709551615,"value":true}""", maps.formatted().get("wide"));
            assertEquals("""
                    {"key":9,"value":[1,2,65535]}""", maps.formatted().get("by_color"));
            assertEquals("""
                    {"key":{"a":1,"b":2},"value":{"c":3}}""", maps.formatted().get("unnamed"));
        }
    }

    @Test
    @DisplayName("what a program puts there is decoded, also values per processor and those without a key")
    void programFills() throws Exception {
        Kernel.require();
        try (KernelMaps maps = KernelMaps.of(c.objectFile())) {
            maps.run("fill");
            c.runBeside(maps, """
                    same(new Traffic(0x123456789abcL, 0xfffffffe, -5, Traffic.name("abcd"), Color.GREEN),
                            Maps.FROM_C.decodeValue(c.ask("from_c", Maps.FROM_C.encodeKey(1))));
                    Small small = new Small(7, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
                    same(small, Maps.WAITING.decodeValue(c.ask("waiting", new byte[0])));
                    // bpftool gives each processor's value without what bpf(2) puts behind it to make a multiple of 8.
                    byte[] shown = c.ask("per_cpu", Maps.PER_CPU.encodeKey(0));
                    byte[] values = new byte[shown.length / 12 * 16];
                    for (int i = 0; i < shown.length / 12; i++) {
                        System.arraycopy(shown, i * 12, values, i * 16, 12);
                    }
                    List<Small> decoded = Maps.PER_CPU.decodeValues(values);
                    same(shown.length / 12, decoded.size());
                    same(1L, decoded.stream().filter(small::equals).count());
                    same(values, Maps.PER_CPU.encodeValues(decoded));
                    """, "");
        }
    }
}
