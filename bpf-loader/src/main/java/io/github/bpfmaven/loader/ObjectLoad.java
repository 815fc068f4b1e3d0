package io.github.bpfmaven.loader;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfSections;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfFormatException;
import io.github.bpfmaven.loader.attach.UsdtSpecs;
import io.github.bpfmaven.loader.code.BtfAdaption;
import io.github.bpfmaven.loader.code.InstructionRecords;
import io.github.bpfmaven.loader.code.ObjectCode;
import io.github.bpfmaven.loader.code.ObjectTypes;
import io.github.bpfmaven.loader.code.ObjectTypes.SettingsLayout;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.SystemCallException;
import io.github.bpfmaven.loader.map.LoadedMap;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.types.Feature;
import io.github.bpfmaven.loader.types.TargetKernel;
import io.github.bpfmaven.object.BpfFunction;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.object.BpfObjectFormatException;
import io.github.bpfmaven.object.MapType;
import io.github.bpfmaven.object.ProgramKind;

/** Puts an object into a kernel, once: the steps of {@code bpf_object__load} of libbpf, in its order. */
final class ObjectLoad {
    private final ObjectRequest request;
    private final TargetKernel kernel;
    private final Resources resources = new Resources();
    private final List<String> notes = new ArrayList<>();

    ObjectLoad(ObjectRequest request, TargetKernel kernel) {
        this.request = request;
        this.kernel = kernel;
    }

    /** What is loaded; or nothing is left of it in the kernel, and it throws. */
    LoadedObject run() throws IOException {
        try {
            ElfFile elf = elf();
            return load(read(elf), elf);
        } catch (IOException | RuntimeException | Error failed) {
            // An Error, too: types may be nested deeper than a stack is.
            try {
                resources.close();
            } catch (IOException also) {
                failed.addSuppressed(also);
            }
            throw failed;
        }
    }

    private BpfObject read(ElfFile elf) throws BpfLoadException {
        BpfObject object;
        try {
            object = BpfObject.of(elf);
        } catch (BpfObjectFormatException damaged) {
            throw new BpfLoadException("object", damaged.getMessage(), damaged);
        }
        if (!object.isRelocatableBpf()) {
            throw new BpfLoadException("object", "is no relocatable BPF object; compile with clang --target=bpf -c");
        }
        if (!object.byteOrder().equals(kernel.kernel().byteOrder())) {
            throw new BpfLoadException(
                    "object",
                    "is " + name(object) + ", but this kernel runs on "
                            + kernel.kernel().machine()
                            + " and is not; take the object that was built for "
                            + (object.byteOrder() == ByteOrder.BIG_ENDIAN ? "bpfel" : "bpfeb"));
        }
        return object;
    }

    private static String name(BpfObject object) {
        return object.byteOrder() == ByteOrder.BIG_ENDIAN ? "big-endian" : "little-endian";
    }

    private ElfFile elf() throws BpfLoadException {
        try {
            return ElfFile.read(request.bytes());
        } catch (ElfFormatException damaged) {
            throw new BpfLoadException("object", "not an object file: " + damaged.getMessage(), damaged);
        }
    }

    private LoadedObject load(BpfObject object, ElfFile elf) throws IOException {
        checkNames(object);
        new LoadRights(kernel).require();
        SettingsLayout layout = SettingsLayout.of(object);
        ExternValues externs = ExternValues.of(object, layout, request, kernel);
        Optional<Btf> types = ObjectTypes.of(elf, object, layout);
        ObjectCode code = ObjectCode.read(elf, object);
        List<StructOpsPlan> allTables = StructOpsPlanner.plan(elf, object, types, kernel);
        List<StructOpsPlan> tables = allTables.stream()
                .filter(table ->
                        request.map(table.name()).flatMap(map -> map.create).orElse(table.created()))
                .toList();
        Set<BpfFunction> wanted = wanted(object, allTables, tables);
        new CoreRelocations(kernel, request.types()).apply(ofWanted(object, wanted), code);

        Optional<BtfSections> sections = Optional.empty();
        OptionalInt btf = OptionalInt.empty();
        if (types.isPresent() && kernel.features().has(Feature.BTF)) {
            sections =
                    Optional.of(BtfSections.write(BtfAdaption.adapt(types.get(), kernel.features()), object.btfExt()));
            btf = loadBtf(sections.get().btf());
        }
        List<MapPlan> plans = new MapPlanner(request, elf, types, kernel).plan(object, externs.settings());
        MapMaker maker = new MapMaker(kernel, btf, resources, notes::add);
        try {
            Optional<ArenaVariables> arena = ArenaVariables.of(elf, plans, kernel);
            Map<String, LoadedMap> maps = maker.make(plans);
            if (arena.isPresent()) {
                arena.get().write(maker.arena(arena.get().arena(maps)), elf.byteOrder());
            }
            ModuleDescriptors modules = new ModuleDescriptors(kernel, resources);
            Map<String, LoadedStructOps> structOps = new StructOpsMaker(kernel, btf, resources, modules).make(tables);
            Optional<InstructionRecords> records =
                    sections.map(written -> new InstructionRecords(object.btfExt(), written.ext(), elf.byteOrder()));
            ProgramMaker programMaker = new ProgramMaker(
                    kernel,
                    object,
                    code,
                    new LoadedTargets(maps, externs, modules, arena),
                    records,
                    btf,
                    tables,
                    modules);
            Map<String, LoadedProgram> programs = loadPrograms(object, programMaker, wanted, UsdtSpecs.of(maps));
            bindConstants(plans, maps, programs);
            fillPrograms(plans, maker, maps, programs);
            structOps.values().forEach(table -> table.fill(programs));
            return new LoadedObject(kernel, resources, programs, maps, structOps, notes);
        } catch (IOException | RuntimeException | Error failed) {
            try {
                maker.unpin();
            } catch (IOException also) {
                failed.addSuppressed(also);
            }
            throw failed;
        }
    }

    private void checkNames(BpfObject object) throws BpfLoadException {
        Set<String> programs = new HashSet<>();
        object.programs().forEach(program -> programs.add(program.name()));
        Set<String> maps = new HashSet<>();
        object.maps().forEach(map -> maps.add(map.name()));
        object.structOps().forEach(table -> maps.add(table.name()));
        object.dataSections().forEach(section -> maps.add(section.name()));
        for (String program : request.programs().keySet()) {
            if (!programs.contains(program)) {
                throw new BpfLoadException("program '" + program + "'", "is not in the object, which has " + programs);
            }
        }
        for (String map : request.maps().keySet()) {
            if (!maps.contains(map)) {
                throw new BpfLoadException("map '" + map + "'", "is not in the object, which has " + maps);
            }
        }
    }

    /** Without types most objects work as well; libbpf goes on then, too. */
    private OptionalInt loadBtf(byte[] btf) throws IOException {
        try {
            Descriptor descriptor = resources.add(kernel.bpf().loadBtf(btf, Optional.empty()));
            return OptionalInt.of(descriptor.number());
        } catch (SystemCallException refused) {
            notes.add("the kernel does not take the object's BTF, so that nothing is known of types and lines: "
                    + new BtfLog(kernel).why(btf).orElseGet(refused::getMessage));
            return OptionalInt.empty();
        }
    }

    /** The programs that are to be loaded. */
    private Set<BpfFunction> wanted(BpfObject object, List<StructOpsPlan> allTables, List<StructOpsPlan> tables) {
        Set<String> ofTables = inTables(allTables);
        Set<String> ofMadeTables = inTables(tables);
        Set<BpfFunction> wanted = new HashSet<>();
        for (BpfFunction program : object.programs()) {
            // One that no table names has been forgotten there, which is said when it is loaded.
            boolean usual = ofTables.contains(program.name())
                    ? ofMadeTables.contains(program.name())
                    : program.kind()
                            .map(ProgramKind::autoload)
                            .orElse(!program.section().startsWith("?"));
            if (request.program(program.name()).load.orElse(usual)) {
                wanted.add(program);
            }
        }
        return wanted;
    }

    private static Set<String> inTables(List<StructOpsPlan> tables) {
        return tables.stream()
                .flatMap(table -> table.functions().stream().map(StructOpsPlan.Function::program))
                .collect(Collectors.toSet());
    }

    /** What a kernel can't answer harms nobody where the program that asks is not loaded. */
    private static BpfObject ofWanted(BpfObject object, Set<BpfFunction> wanted) {
        Set<BpfFunction> idle = new HashSet<>(object.programs());
        idle.removeAll(wanted);
        return object.withCoreRelocations(object.coreRelocations().stream()
                .filter(relocation ->
                        relocation.function().filter(idle::contains).isEmpty())
                .toList());
    }

    private Map<String, LoadedProgram> loadPrograms(
            BpfObject object, ProgramMaker maker, Set<BpfFunction> wanted, Optional<UsdtSpecs> specs)
            throws IOException {
        Map<String, LoadedProgram> programs = new LinkedHashMap<>();
        for (BpfFunction program : object.programs()) {
            if (wanted.contains(program)) {
                ProgramSettings settings = request.program(program.name());
                ProgramMaker.As as = maker.as(program, settings);
                ProgramMaker.Made made = maker.load(program, as, settings);
                Descriptor descriptor = resources.add(made.program());
                programs.put(
                        program.name(),
                        new LoadedProgram(kernel, resources, program, as, descriptor, made.statistics(), specs));
            }
        }
        return programs;
    }

    /** No instruction names them, but whoever looks at a program wants to see its constants. */
    private void bindConstants(List<MapPlan> plans, Map<String, LoadedMap> maps, Map<String, LoadedProgram> programs)
            throws IOException {
        for (MapPlan plan : plans) {
            if (plan.purpose() == MapPlan.Purpose.CONSTANTS
                    && maps.containsKey(plan.name())
                    && kernel.features().has(Feature.BOUND_MAPS)) {
                for (LoadedProgram program : programs.values()) {
                    kernel.bpf()
                            .bind(
                                    program.descriptor().number(),
                                    maps.get(plan.name()).descriptor().number());
                }
            }
        }
    }

    private void fillPrograms(
            List<MapPlan> plans, MapMaker maker, Map<String, LoadedMap> maps, Map<String, LoadedProgram> programs)
            throws IOException {
        for (MapPlan plan : plans) {
            boolean wanted = request.map(plan.name()).map(map -> !map.empty).orElse(true);
            if (plan.shape().is(MapType.PROG_ARRAY) && plan.created() && wanted) {
                for (MapPlan.Slot slot : plan.slots()) {
                    LoadedProgram program = programs.get(slot.target());
                    if (program == null) {
                        throw new BpfLoadException(
                                plan.part(), "holds '" + slot.target() + "', which is no program that is loaded");
                    }
                    maker.put(plan, maps.get(plan.name()), slot.index(), program.descriptor());
                }
            }
        }
    }
}
