package io.github.bpfmaven.loader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.bpfmaven.loader.MapPlan.Inner;
import io.github.bpfmaven.loader.command.Bpf;
import io.github.bpfmaven.loader.command.Elements;
import io.github.bpfmaven.loader.command.MapCreate;
import io.github.bpfmaven.loader.command.MapInfo;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.Errno;
import io.github.bpfmaven.loader.kernel.Mapping;
import io.github.bpfmaven.loader.kernel.SystemCallException;
import io.github.bpfmaven.loader.map.LoadedMap;
import io.github.bpfmaven.loader.report.Advice;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.types.Feature;
import io.github.bpfmaven.loader.types.TargetKernel;
import io.github.bpfmaven.object.MapType;

/**
 * Makes maps.
 *
 * <p>Source: {@code bpf_object__create_maps} of libbpf 1.8.
 */
final class MapMaker {
    private static final int SUBPATH = 1;

    private final TargetKernel kernel;
    private final Bpf bpf;
    private final OptionalInt btf;
    private final Resources resources;
    private final Consumer<String> notes;
    private final Elements elements;
    private final Map<String, LoadedMap> made = new LinkedHashMap<>();
    private final List<String> pins = new ArrayList<>();

    /**
     * @param btf the descriptor of the object's types; nothing if it has none
     * @param resources what is made is added to them
     */
    MapMaker(TargetKernel kernel, OptionalInt btf, Resources resources, Consumer<String> notes) {
        this.kernel = kernel;
        this.bpf = kernel.bpf();
        this.btf = btf;
        this.resources = resources;
        this.notes = notes;
        this.elements = new Elements(kernel.kernel());
    }

    /** All maps that are to be made, by name. Those of programs are still empty. */
    Map<String, LoadedMap> make(List<MapPlan> plans) throws IOException {
        List<MapPlan> fresh = new ArrayList<>();
        for (MapPlan plan : plans) {
            if (plan.created()) {
                make(plan, fresh);
            }
        }
        // Maps that maps hold may come behind them.
        for (MapPlan plan : fresh) {
            if (plan.isMapInMap()) {
                fill(plan);
            }
        }
        for (MapPlan plan : fresh) {
            if (plan.pinPath().isPresent()) {
                pin(plan);
            }
        }
        return made;
    }

    private void make(MapPlan plan, List<MapPlan> fresh) throws IOException {
        if (plan.reused().isPresent()) {
            checkLike(plan, plan.reused().get().info(), "the map that is to be used in its place");
            made.put(plan.name(), plan.reused().get());
            return;
        }
        Optional<Descriptor> pinned =
                plan.pinPath().isPresent() ? bpf.pinned(plan.pinPath().get()) : Optional.empty();
        Descriptor descriptor = resources.add(pinned.isPresent() ? pinned.get() : create(plan, plan.kernelName()));
        if (pinned.isPresent()) {
            checkLike(
                    plan,
                    bpf.mapInfo(descriptor.number()),
                    "the map that is pinned at " + plan.pinPath().get());
        } else {
            fillVariables(plan, descriptor);
            fresh.add(plan);
        }
        LoadedMap map = resources.add(new LoadedMap(plan.name(), kernel, descriptor, plan.isFrozen()));
        if (plan.shape().is(MapType.ARENA) && plan.shape().extra() == 0) {
            // The verifier wants to know where it is in the memory of the process that loads.
            arena(map);
        }
        made.put(plan.name(), map);
    }

    /** The memory of an arena. */
    Mapping arena(LoadedMap map) throws IOException {
        try {
            return map.arena();
        } catch (SystemCallException refused) {
            throw new BpfLoadException(
                    map.toString(),
                    "its memory can't be mapped at 0x"
                            + Long.toHexString(map.info().extra()) + ": "
                            + refused.getMessage()
                            + (refused.is(Errno.EEXIST)
                                    ? "; something else of this process is there, perhaps an arena that is closed but of"
                                            + " which somebody still has a buffer"
                                    : ""),
                    refused);
        }
    }

    private Descriptor create(MapPlan plan, String name) throws IOException {
        if (!plan.isMapInMap()) {
            return create(plan, name, OptionalInt.empty());
        }
        if (plan.inner().isEmpty()) {
            throw new BpfLoadException(
                    plan.part(),
                    "nothing says what the maps in it are like; add __array(values, struct { … }), or tell the loader");
        }
        if (plan.inner().get() instanceof Inner.Like like) {
            return like.map().descriptor().use(inner -> create(plan, name, OptionalInt.of(inner)));
        }
        MapPlan described = ((Inner.Described) plan.inner().get()).plan();
        try (Descriptor inner = create(described, described.kernelName())) {
            return create(plan, name, OptionalInt.of(inner.number()));
        }
    }

    private Descriptor create(MapPlan plan, String name, OptionalInt inner) throws IOException {
        boolean typed = plan.takesTypes() && btf.isPresent();
        MapCreate.Types types =
                typed ? new MapCreate.Types(btf, plan.keyType(), plan.valueType()) : MapCreate.Types.NONE;
        MapCreate map = plan.create(kernel.features().has(Feature.NAMES) ? name : "", inner, types);
        try {
            return bpf.createMap(map);
        } catch (SystemCallException refused) {
            if (types.key() == 0 && types.value() == 0) {
                throw refused(plan, refused);
            }
            try {
                Descriptor untyped = bpf.createMap(map.withoutTypes());
                notes.accept(plan.part() + " is made without its types, which the kernel does not take: "
                        + refused.getMessage());
                return untyped;
            } catch (SystemCallException again) {
                throw refused(plan, refused);
            }
        }
    }

    private BpfLoadException refused(MapPlan plan, SystemCallException refused) {
        String type = MapType.of(plan.shape().type())
                .map(MapType::toString)
                .orElse("type " + plan.shape().type());
        return new BpfLoadException(
                plan.part(),
                refused.getMessage() + " (" + type + ", key "
                        + Integer.toUnsignedString(plan.shape().keySize())
                        + " bytes, value "
                        + Integer.toUnsignedString(plan.shape().valueSize()) + " bytes, "
                        + Integer.toUnsignedString(plan.shape().maxEntries()) + " entries, flags 0x"
                        + Integer.toHexString(plan.shape().flags()) + ")"
                        + new Advice(kernel).after(refused.errno()),
                refused);
    }

    private void fillVariables(MapPlan plan, Descriptor map) throws IOException {
        if (plan.content().isPresent()) {
            try {
                elements.update(
                        map.number(), new byte[Integer.BYTES], plan.content().get(), LoadedMap.ANY);
                if (plan.isFrozen()) {
                    bpf.freeze(map.number());
                }
            } catch (SystemCallException refused) {
                throw BpfLoadException.refused(plan.part(), refused, new Advice(kernel));
            }
        }
    }

    private void fill(MapPlan plan) throws IOException {
        for (MapPlan.Slot slot : plan.slots()) {
            LoadedMap held = made.get(slot.target());
            if (held == null) {
                throw new BpfLoadException(plan.part(), "holds '" + slot.target() + "', which is no map");
            }
            put(plan, made.get(plan.name()), slot.index(), held.descriptor());
        }
    }

    /** Puts a descriptor at an index of a map. */
    void put(MapPlan plan, LoadedMap map, int index, Descriptor value) throws IOException {
        try {
            map.put(number(index), value);
        } catch (SystemCallException refused) {
            throw BpfLoadException.refused(plan.part() + ", element " + index, refused, new Advice(kernel));
        }
    }

    private byte[] number(int value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(kernel.kernel().byteOrder())
                .putInt(value)
                .array();
    }

    private void pin(MapPlan plan) throws IOException {
        String path = plan.pinPath().get();
        LoadedMap map = made.get(plan.name());
        try {
            int directory = path.lastIndexOf('/');
            if (directory > SUBPATH) {
                kernel.files().makeDirectory(path.substring(0, directory));
            }
            map.pin(path);
            pins.add(path);
        } catch (SystemCallException refused) {
            if (refused.is(Errno.EEXIST)) {
                throw new PinnedMeanwhileException(plan.part(), path, refused);
            }
            throw new BpfLoadException(
                    plan.part(),
                    "can't be pinned at " + path + ": " + refused.getMessage()
                            + "; it must be in a BPF file system (mount -t bpf bpf /sys/fs/bpf)",
                    refused);
        }
    }

    /** Takes away the pins that were made: the object is not loaded after all. */
    void unpin() throws IOException {
        for (String path : pins) {
            kernel.files().remove(path);
        }
    }

    /** libbpf's {@code map_is_reuse_compat}. */
    private static void checkLike(MapPlan plan, MapInfo info, String which) throws BpfLoadException {
        MapPlan.Shape shape = plan.shape();
        boolean devices = shape.is(MapType.DEVMAP) || shape.is(MapType.DEVMAP_HASH);
        int flags = devices ? info.flags() & ~MapCreate.READ_ONLY_FOR_PROGRAMS : info.flags();
        if (info.type() != shape.type()
                || info.keySize() != shape.keySize()
                || info.valueSize() != shape.valueSize()
                || info.maxEntries() != shape.maxEntries()
                || flags != shape.flags()
                || info.extra() != shape.extra()) {
            throw new BpfLoadException(
                    plan.part(),
                    which + " is not like it (type, key, value, entries, flags): " + info.type() + ", "
                            + unsigned(info.keySize(), info.valueSize(), info.maxEntries(), flags)
                            + ", but the object wants " + shape.type() + ", "
                            + unsigned(shape.keySize(), shape.valueSize(), shape.maxEntries(), shape.flags())
                            + "; remove that file, or give it another name");
        }
    }

    private static String unsigned(int... numbers) {
        return IntStream.of(numbers).mapToObj(Integer::toUnsignedString).collect(Collectors.joining(", "));
    }
}
