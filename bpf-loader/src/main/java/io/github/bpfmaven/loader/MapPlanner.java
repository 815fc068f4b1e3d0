package io.github.bpfmaven.loader;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfKind;
import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.loader.MapPlan.Inner;
import io.github.bpfmaven.loader.MapPlan.Purpose;
import io.github.bpfmaven.loader.MapPlan.Shape;
import io.github.bpfmaven.loader.code.DataMaps;
import io.github.bpfmaven.loader.command.MapCreate;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.types.Feature;
import io.github.bpfmaven.loader.types.TargetKernel;
import io.github.bpfmaven.object.BpfMap;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.object.MapDefinition;
import io.github.bpfmaven.object.MapType;

/**
 * Works out what maps an object needs: those that it defines, those of its variables, and that of the settings.
 *
 * <p>Source: {@code bpf_object__init_maps} and {@code internal_map_name} of libbpf 1.8.
 */
final class MapPlanner {
    private static final String SETTINGS = ".kconfig";
    private static final int NAME_LENGTH = 15;
    /** So much room is left behind the object's name, that of {@code .rodata}, whatever the section is called. */
    private static final int SUFFIX_LENGTH = 7;

    private static final long NUMA_NODE = 1 << 2;

    private final ObjectRequest request;
    private final ElfFile elf;
    private final Optional<Btf> types;
    private final TargetKernel kernel;

    /** @param types the object's, as the kernel gets them */
    MapPlanner(ObjectRequest request, ElfFile elf, Optional<Btf> types, TargetKernel kernel) {
        this.request = request;
        this.elf = elf;
        this.types = types;
        this.kernel = kernel;
    }

    /** @param settings the value of the map of settings; empty if there are none */
    List<MapPlan> plan(BpfObject object, byte[] settings) throws IOException {
        List<MapPlan> plans = new ArrayList<>();
        Map<String, List<MapPlan.Slot>> slots = new MapSlots(elf, types).read(object);
        for (BpfMap map : object.maps()) {
            plans.add(defined(map, slots.getOrDefault(map.name(), List.of())));
        }
        for (ElfSection section : DataMaps.of(elf)) {
            // Maps start as zeros: those of .bss need not be written, and take no memory here.
            Optional<byte[]> content = request.content(section.name())
                    .or(() -> section.type() == ElfSection.SHT_NOBITS ? Optional.empty() : Optional.of(section.data()));
            plans.add(variables(
                    section.name(),
                    size(section),
                    content,
                    DataMaps.isReadOnly(section) ? Purpose.CONSTANTS : Purpose.VARIABLES));
        }
        if (settings.length > 0) {
            plans.add(variables(SETTINGS, settings.length, Optional.of(settings), Purpose.SETTINGS));
        }
        return plans;
    }

    private static int size(ElfSection section) throws BpfLoadException {
        if (section.size() > Integer.MAX_VALUE) {
            throw new BpfLoadException(
                    "section '" + section.name() + "'",
                    "has " + section.size() + " bytes, which is too much for a map");
        }
        return (int) section.size();
    }

    private MapPlan defined(BpfMap map, List<MapPlan.Slot> slots) throws IOException {
        String part = "map '" + map.name() + "'";
        if (!map.problems().isEmpty()) {
            throw new BpfLoadException(part, map.problems().get(0));
        }
        if (map.linkage() != BpfMap.Linkage.GLOBAL) {
            throw new BpfLoadException(
                    part,
                    map.linkage() == BpfMap.Linkage.STATIC
                            ? "is static; remove 'static'"
                            : "is declared only; link the source that defines it");
        }
        if (map.type().isEmpty()) {
            throw new BpfLoadException(part, "has no type; compile with -g, so that BTF describes it");
        }
        MapSettings settings = request.map(map.name()).orElseGet(MapSettings::new);
        MapDefinition definition = map.definition();
        Shape shape = adjusted(part, shape(definition), settings);
        Optional<Inner> inner = settings.inner.map(Inner.Like::new);
        if (inner.isEmpty() && definition.inner().isPresent()) {
            inner = Optional.of(
                    described(map.name() + ".inner", definition.inner().get()));
        }
        boolean ownValue = settings.valueSize.isPresent();
        return new MapPlan(
                map.name(),
                map.name(),
                shape,
                ownValue ? 0 : definition.keyType().orElse(0),
                ownValue ? 0 : definition.valueType().orElse(0),
                inner,
                slots,
                Optional.empty(),
                Purpose.DEFINED,
                pinPath(map.name(), definition, settings),
                settings.reused,
                settings.create.orElse(true));
    }

    private Optional<String> pinPath(String name, MapDefinition definition, MapSettings settings) {
        if (settings.pin.isPresent()) {
            return settings.pin.map(MapSettings.Pin::path).filter(path -> !path.isEmpty());
        }
        return definition.pinning() == MapDefinition.Pinning.BY_NAME
                ? Optional.of(request.pinDirectory() + "/" + name)
                : Optional.empty();
    }

    private Shape adjusted(String part, Shape shape, MapSettings settings) throws IOException {
        int entries = settings.maxEntries.isPresent() ? (int) settings.maxEntries.getAsLong() : shape.maxEntries();
        if (entries == 0 && shape.is(MapType.PERF_EVENT_ARRAY)) {
            entries = kernel.possibleCpus();
        }
        if (shape.is(MapType.RINGBUF) || shape.is(MapType.USER_RINGBUF)) {
            entries = ringSize(Integer.toUnsignedLong(entries));
        }
        int flags = settings.flags.isPresent() ? (int) settings.flags.getAsLong() : shape.flags();
        return new Shape(
                shape.type(),
                shape.keySize(),
                settings.valueSize.orElse(shape.valueSize()),
                entries,
                settings.numaNode.isPresent() ? flags | (int) NUMA_NODE : flags,
                shape.extra(),
                settings.numaNode.orElse(shape.numaNode()),
                new DeviceIndex(kernel).of(settings.device, part));
    }

    /** The kernel wants whole pages, a power of two of them; an object does not know how large they are. */
    private int ringSize(long wanted) {
        long size = kernel.kernel().pageSize();
        while (size < wanted && size < 1L << 31) {
            size *= 2;
        }
        return wanted == 0 ? 0 : (int) size;
    }

    private static Shape shape(MapDefinition definition) {
        return new Shape(
                definition.type().orElse(0),
                (int) definition.keySize(),
                (int) definition.valueSize(),
                (int) definition.maxEntries(),
                (int) definition.flags(),
                definition.mapExtra(),
                (int) definition.numaNode(),
                0);
    }

    private Inner described(String name, MapDefinition definition) throws IOException {
        return new Inner.Described(new MapPlan(
                name,
                name,
                adjusted("map '" + name + "'", shape(definition), new MapSettings()),
                definition.keyType().orElse(0),
                definition.valueType().orElse(0),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Purpose.DEFINED,
                Optional.empty(),
                Optional.empty(),
                true));
    }

    private MapPlan variables(String section, int size, Optional<byte[]> content, Purpose purpose) throws IOException {
        if (!kernel.features().has(Feature.GLOBAL_DATA)) {
            throw new BpfLoadException(
                    "section '" + section + "'",
                    "this kernel (" + kernel.version() + ") knows no global variables, which came with Linux 5.2");
        }
        int valueType = types.map(btf -> find(btf, section)).orElse(0);
        int flags = purpose == Purpose.VARIABLES ? 0 : MapCreate.READ_ONLY_FOR_PROGRAMS;
        if (isShared(valueType) && kernel.features().has(Feature.MAPPED_ARRAYS)) {
            flags |= MapCreate.MMAPABLE;
        }
        MapSettings settings = request.map(section).orElseGet(MapSettings::new);
        Shape shape = new Shape(
                MapType.ARRAY.number(),
                Integer.BYTES,
                size,
                1,
                flags,
                0,
                0,
                new DeviceIndex(kernel).of(settings.device, "section '" + section + "'"));
        return new MapPlan(
                section,
                kernelName(section),
                shape,
                0,
                valueType,
                Optional.empty(),
                List.of(),
                content,
                purpose,
                settings.pin.map(MapSettings.Pin::path).filter(path -> !path.isEmpty()),
                settings.reused,
                settings.create.orElse(true));
    }

    private static int find(Btf btf, String section) {
        for (int id = 1; id < btf.types().size(); id++) {
            if (btf.type(id).kind() == BtfKind.DATASEC && btf.type(id).name().equals(section)) {
                return id;
            }
        }
        return 0;
    }

    /** Sections in which all variables are static are nobody else's business; libbpf's {@code map_is_mmapable}. */
    private boolean isShared(int valueType) {
        return types.isPresent()
                && types.get().type(valueType) instanceof BtfType.DataSec section
                && section.variables().stream()
                        .anyMatch(info -> types.get().type(info.type()) instanceof BtfType.Var variable
                                && variable.linkage() != BtfLinkage.STATIC);
    }

    /** The object's name and the section's, cut to what the kernel takes; a section with two dots has just its own. */
    private String kernelName(String section) {
        String suffix = section.substring(0, Math.min(section.length(), NAME_LENGTH));
        boolean custom = section.indexOf('.', 1) > 0;
        int room = custom ? 0 : NAME_LENGTH - Math.max(SUFFIX_LENGTH, suffix.length());
        String prefix = request.name().substring(0, Math.min(request.name().length(), room));
        return (prefix + suffix).replaceAll("[^A-Za-z0-9_.]", "_");
    }
}
