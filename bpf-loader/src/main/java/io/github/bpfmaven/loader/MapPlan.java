package io.github.bpfmaven.loader;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import io.github.bpfmaven.loader.command.MapCreate;
import io.github.bpfmaven.loader.map.LoadedMap;
import io.github.bpfmaven.object.MapType;

/**
 * A map that is to be made.
 *
 * @param name in the object; of a section of variables the section's
 * @param kernelName what the kernel is told, which it cuts short
 * @param shape the numbers
 * @param keyType a type id in the object's BTF, 0 for none
 * @param valueType a type id in the object's BTF, 0 for none
 * @param inner what maps in it are like; nothing for others
 * @param slots what stands in it from the start: maps, or programs
 * @param content what its only value starts as, of a section of variables; nothing if that is zeros
 * @param purpose what it is for
 * @param pinPath where it is pinned; nothing for nowhere
 * @param created whether it is made at all
 */
record MapPlan(
        String name,
        String kernelName,
        Shape shape,
        int keyType,
        int valueType,
        Optional<Inner> inner,
        List<Slot> slots,
        Optional<byte[]> content,
        Purpose purpose,
        Optional<String> pinPath,
        Optional<LoadedMap> reused,
        boolean created) {

    /**
     * Unsigned 32 bits each, but for the extra.
     *
     * @param device the index of the network interface that it is on; 0 for none
     */
    record Shape(
            int type, int keySize, int valueSize, int maxEntries, int flags, long extra, int numaNode, int device) {
        boolean is(MapType wanted) {
            return type == wanted.number();
        }
    }

    /** What maps in a map are like: described, or such a one. */
    sealed interface Inner {
        record Described(MapPlan plan) implements Inner {}

        record Like(LoadedMap map) implements Inner {}
    }

    /** @param target the name of a map or of a program */
    record Slot(int index, String target) {}

    /** What a map is for. */
    enum Purpose {
        /** The object defines it. */
        DEFINED,
        /** Variables. */
        VARIABLES,
        /** Variables that nobody may change. */
        CONSTANTS,
        /** Settings of the kernel. */
        SETTINGS
    }

    String part() {
        return "map '" + name + "'";
    }

    /** Whether user space must not write to it once it is filled. */
    boolean isFrozen() {
        return purpose == Purpose.CONSTANTS || purpose == Purpose.SETTINGS;
    }

    boolean isMapInMap() {
        return shape.is(MapType.ARRAY_OF_MAPS) || shape.is(MapType.HASH_OF_MAPS);
    }

    /** Types of which the kernel takes no BTF; libbpf's {@code bpf_object__create_map}. */
    boolean takesTypes() {
        return MapType.of(shape.type())
                .map(type -> switch (type) {
                    case PERF_EVENT_ARRAY,
                            CGROUP_ARRAY,
                            STACK_TRACE,
                            ARRAY_OF_MAPS,
                            HASH_OF_MAPS,
                            DEVMAP,
                            DEVMAP_HASH,
                            CPUMAP,
                            XSKMAP,
                            SOCKMAP,
                            SOCKHASH,
                            QUEUE,
                            STACK,
                            ARENA -> false;
                    default -> true;
                })
                .orElse(true);
    }

    MapCreate create(String givenName, OptionalInt innerMap, MapCreate.Types types) {
        return new MapCreate(
                shape.type(),
                shape.keySize(),
                shape.valueSize(),
                shape.maxEntries(),
                shape.flags(),
                shape.extra(),
                shape.numaNode(),
                givenName,
                innerMap,
                types,
                0,
                OptionalInt.empty(),
                shape.device());
    }
}
