package io.github.bpfmaven.object;

import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.object.MapDefinition.Pinning;
import io.github.bpfmaven.testing.Kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The definition of a map")
final class BpfMapTest {
    private static final String MAPS = """
            struct key { __u32 cpu; __u64 id; };
            typedef const struct { __u64 sums[3]; __u8 flag; } value_t;
            struct {
                __uint(type, BPF_MAP_TYPE_HASH);
                __uint(max_entries, 1000);
                __uint(map_flags, BPF_F_NO_PREALLOC | BPF_F_NUMA_NODE);
                __uint(numa_node, 0);
                __type(key, struct key);
                __type(value, value_t);
            } typed SEC(".maps");
            struct {
                __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
                __uint(max_entries, 3);
                __uint(key_size, sizeof(__u32));
                __uint(value_size, 24);
            } sized SEC(".maps");
            struct {
                __uint(type, BPF_MAP_TYPE_BLOOM_FILTER);
                __uint(max_entries, 64);
                __type(value, __u64[2]);
                __uint(map_extra, 3);
            } bloom SEC(".maps");
            struct {
                __uint(type, BPF_MAP_TYPE_RINGBUF);
                __uint(max_entries, 1 << 18);
            } events SEC(".maps");
            typedef struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 7); __type(key, int); __type(value, struct key); }
                inner_t;
            struct {
                __uint(type, BPF_MAP_TYPE_HASH_OF_MAPS);
                __uint(max_entries, 5);
                __type(key, __u64);
                __array(values, inner_t);
            } outer SEC(".maps");
            struct {
                __uint(type, BPF_MAP_TYPE_PROG_ARRAY);
                __uint(max_entries, 2);
                __uint(key_size, 4);
                __array(values, int (void *));
            } tails SEC(".maps");
            """;

    private static final String MORE = """
            struct {
                __uint(type, BPF_MAP_TYPE_ARENA);
                __uint(map_flags, BPF_F_MMAPABLE);
                __uint(max_entries, 10);
                __ulong(map_extra, 1ull << 44);
            } arena SEC(".maps");
            struct {
                __uint(type, BPF_MAP_TYPE_ARRAY);
                __uint(max_entries, 1);
                __type(key, int);
                __type(value, long);
                enum { FIVE = 5 } map_extra;
                __uint(pinning, LIBBPF_PIN_BY_NAME);
            } pinned SEC(".maps");
            """;

    @ParameterizedTest
    @EnumSource(BpfTarget.class)
    @DisplayName("has what its attributes say, in both byte orders, from clang as from the linker")
    void definitions(BpfTarget target, @TempDir Path directory) throws Exception {
        checkDefinitions(CompiledObject.clang(MAPS + MORE, target, directory));
        checkDefinitions(CompiledObject.linked(
                MAPS + MORE + "SEC(\"xdp\") int pass(void *ctx) { return XDP_PASS; }", target, directory));
    }

    private static void checkDefinitions(BpfObject object) {
        Btf btf = object.btf().orElseThrow();
        object.maps().forEach(map -> assertEquals(List.of(), map.problems(), map.name()));
        assertEquals(8, object.maps().size());

        MapDefinition typed = definition(object, "typed");
        assertEquals(Optional.of(MapType.HASH), typed.mapType());
        assertEquals(List.of(16L, 32L), List.of(typed.keySize(), typed.valueSize()));
        assertEquals("key", btf.type(typed.keyType().orElseThrow()).name());
        assertEquals("value_t", btf.type(typed.valueType().orElseThrow()).name());
        assertEquals(List.of(1000L, 5L, 0L), List.of(typed.maxEntries(), typed.flags(), typed.numaNode()));
        assertEquals(Pinning.NONE, typed.pinning());

        assertEquals(
                MapDefinition.of(OptionalInt.of(MapType.PERCPU_ARRAY.number()), 4, 24, 3, 0),
                definition(object, "sized"));

        MapDefinition bloom = definition(object, "bloom");
        assertEquals(List.of(0L, 16L, 3L), List.of(bloom.keySize(), bloom.valueSize(), bloom.mapExtra()));
        assertEquals(OptionalInt.empty(), bloom.keyType());
        assertInstanceOf(BtfType.Array.class, btf.type(bloom.valueType().orElseThrow()));

        assertEquals(
                MapDefinition.of(OptionalInt.of(MapType.RINGBUF.number()), 0, 0, 1 << 18, 0),
                definition(object, "events"));

        MapDefinition outer = definition(object, "outer");
        assertEquals(List.of(8L, 4L, 5L), List.of(outer.keySize(), outer.valueSize(), outer.maxEntries()));
        MapDefinition inner = outer.inner().orElseThrow();
        assertEquals(Optional.of(MapType.ARRAY), inner.mapType());
        assertEquals(List.of(4L, 16L, 7L), List.of(inner.keySize(), inner.valueSize(), inner.maxEntries()));
        assertEquals(typed.keyType(), inner.valueType());

        MapDefinition tails = definition(object, "tails");
        assertEquals(List.of(4L, 4L), List.of(tails.keySize(), tails.valueSize()));
        assertInstanceOf(BtfType.FuncProto.class, btf.type(tails.programType().orElseThrow()));

        assertEquals(1L << 44, definition(object, "arena").mapExtra());
        MapDefinition pinned = definition(object, "pinned");
        assertEquals(5, pinned.mapExtra());
        assertEquals(Pinning.BY_NAME, pinned.pinning());
    }

    private static MapDefinition definition(BpfObject object, String name) {
        return object.maps().stream()
                .filter(map -> map.name().equals(name))
                .findFirst()
                .orElseThrow()
                .definition();
    }

    @Test
    @DisplayName("says what the kernel says once the running libbpf has made the map")
    void likeTheKernel(@TempDir Path directory) throws Exception {
        Kernel.require();
        String source =
                MAPS + "SEC(\"socket\") int none(void *ctx) { return 0; } char LICENSE[] SEC(\"license\") = \"GPL\";";
        BpfTarget target = BpfTarget.of(ByteOrder.nativeOrder());
        byte[] bytes = CompiledObject.bytes(source, target, directory);
        Path object = Files.write(directory.resolve("maps.o"), bytes);
        Path programs = Kernel.newPin();
        Path maps = Kernel.newPin();
        try {
            Kernel.Result loaded = Kernel.bpftool(
                    "prog", "loadall", object.toString(), programs.toString(), "pinmaps", maps.toString());
            assertEquals(0, loaded.status(), loaded.output());
            for (BpfMap map : BpfObject.read(bytes).maps()) {
                String shown = Kernel.bpftool(
                                "-j",
                                "map",
                                "show",
                                "pinned",
                                maps.resolve(map.name()).toString())
                        .output();
                MapDefinition definition = map.definition();
                assertTrue(shown.contains("\"type\":\"" + definition.mapType().orElseThrow() + "\""), shown);
                assertEquals(definition.keySize(), number(shown, "bytes_key"), shown);
                assertEquals(definition.valueSize(), number(shown, "bytes_value"), shown);
                assertEquals(definition.maxEntries(), number(shown, "max_entries"), shown);
                assertEquals(definition.flags(), number(shown, "flags"), shown);
            }
        } finally {
            Kernel.unpin(programs);
            Kernel.unpin(maps);
        }
    }

    private static long number(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\"?(0x)?([0-9a-f]+)").matcher(json);
        assertTrue(found.find(), name + " in " + json);
        return Long.parseLong(found.group(2), found.group(1) == null ? 10 : 16);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "__uint(type, 1); __uint(max_entrys, 3);|has the attribute 'max_entrys', which libbpf does not know",
                "__uint(max_entries, 3);|has no type",
                "__uint(type, 0);|has no type",
                "int type;|has an attribute 'type' that is no number; write __uint(type, …)",
                "__uint(type, 1); __uint(key_size, 4); __type(key, long);|has a key of 4 bytes by one attribute and of 8",
                "__uint(type, 1); __type(value, long); __uint(value_size, 4);|has a value of 8 bytes by one attribute and of 4",
                "__uint(type, 1); int key;|has a 'key' that is no type",
                "__uint(type, 1); __type(key, void);|has a 'key' of a type without a size",
                "__uint(type, 1); __type(value, struct unknown);|has a 'value' of a type without a size",
                "__uint(type, 1); __uint(pinning, 2);|has 'pinning' 2",
                "__uint(type, 1); long map_extra;|has an attribute 'map_extra' that is no number; write __ulong(map_extra",
                "__uint(type, 1); enum { A, B } map_extra;|has an attribute 'map_extra' that is no number",
                "__uint(type, 1); __array(values, int (void *));|has 'values', but is neither a map of maps nor a program array",
                "__uint(type, 3); __array(values, struct { int a; });|has 'values' that are no functions",
                "__uint(type, 12); __array(values, int (void *));|has 'values' that are no map definitions",
                "__uint(type, 12); __type(value, long); __array(values, struct { __uint(type, 1); });|has a value of 8 bytes",
                "__uint(type, 12); __array(values, struct { __uint(pinning, 1); __uint(type, 1); });|m.inner' is the inner",
            })
    @DisplayName("with an attribute that libbpf would not take is read, with a sentence that names the map")
    void problems(String attributes, String expected, @TempDir Path directory) throws Exception {
        BpfObject object =
                CompiledObject.clang("struct { " + attributes + " } m SEC(\".maps\");", BpfTarget.BPFEB, directory);
        List<String> problems = object.maps().get(0).problems();
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).startsWith("the map 'm"), problems::toString);
        assertTrue(problems.get(0).contains(expected), problems::toString);
    }

    @Test
    @DisplayName("has values last")
    void valuesLast(@TempDir Path directory) throws Exception {
        BpfObject object = CompiledObject.clang("""
                struct inner { __uint(type, 1); };
                struct { __uint(type, 12); struct inner *values[0]; __uint(max_entries, 1); } m SEC(".maps");
                """, BpfTarget.BPFEL, directory);
        assertEquals(
                List.of("the map 'm' has attributes behind 'values'; put 'values' last"),
                object.maps().get(0).problems());
    }

    @Test
    @DisplayName("is empty for what is no struct, and says so")
    void noStruct(@TempDir Path directory) throws Exception {
        BpfObject object = CompiledObject.clang("int m SEC(\".maps\");", BpfTarget.BPFEL, directory);
        BpfMap map = object.maps().get(0);
        assertEquals(MapDefinition.EMPTY, map.definition());
        assertTrue(map.problems().get(0).startsWith("the map 'm' is no struct"), map.problems()::toString);
    }
}
