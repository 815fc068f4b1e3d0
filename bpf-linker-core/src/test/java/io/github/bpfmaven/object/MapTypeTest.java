package io.github.bpfmaven.object;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("The types of maps")
final class MapTypeTest {
    @Test
    @DisplayName("are those of the kernel's header, with its numbers")
    void likeTheHeader() throws Exception {
        assertEquals(
                enumerators("BPF_MAP_TYPE_"),
                Arrays.stream(MapType.values())
                        .collect(Collectors.toMap(
                                MapType::constant, MapType::number, (one, other) -> one, TreeMap::new)));
    }

    @Test
    @DisplayName("are found by number, and nothing by another")
    void byNumber() {
        for (MapType type : MapType.values()) {
            assertEquals(Optional.of(type), MapType.of(type.number()));
        }
        assertEquals(Optional.empty(), MapType.of(-1));
        assertEquals(Optional.empty(), MapType.of(MapType.values().length));
        assertEquals("lru_percpu_hash", MapType.of(10).orElseThrow().toString());
    }

    @Test
    @DisplayName("say which have a value for each CPU and which hold maps")
    void kinds() {
        assertEquals(
                Set.of(
                        MapType.PERCPU_HASH,
                        MapType.PERCPU_ARRAY,
                        MapType.LRU_PERCPU_HASH,
                        MapType.PERCPU_CGROUP_STORAGE),
                Arrays.stream(MapType.values()).filter(MapType::isPerCpu).collect(Collectors.toSet()));
        assertEquals(
                Set.of(MapType.ARRAY_OF_MAPS, MapType.HASH_OF_MAPS),
                Arrays.stream(MapType.values()).filter(MapType::isMapInMap).collect(Collectors.toSet()));
    }

    /** Numbers by name, but for a second name of a number, which says that it is deprecated. */
    static Map<String, Integer> enumerators(String prefix) throws Exception {
        String header;
        try (var in = MapTypeTest.class.getResourceAsStream("/META-INF/bpf-headers/linux/bpf.h")) {
            header = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Map<String, Integer> numbers = new LinkedHashMap<>();
        Pattern.compile("^\\s+(" + prefix + "\\w+) = (\\d+),$", Pattern.MULTILINE)
                .matcher(header)
                .results()
                .filter(found -> !found.group(1).endsWith("_DEPRECATED"))
                .forEach(found -> numbers.put(found.group(1), Integer.valueOf(found.group(2))));
        return new TreeMap<>(numbers);
    }
}
