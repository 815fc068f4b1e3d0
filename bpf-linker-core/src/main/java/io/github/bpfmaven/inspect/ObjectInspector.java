package io.github.bpfmaven.inspect;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.CText;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfFormatException;
import io.github.bpfmaven.inspect.KernelFeature.Kind;
import io.github.bpfmaven.inspect.ObjectReport.CoreUse;
import io.github.bpfmaven.inspect.ObjectReport.MapReport;
import io.github.bpfmaven.object.BpfCoreRelocation;
import io.github.bpfmaven.object.BpfMap;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.object.BpfObjectFormatException;
import io.github.bpfmaven.object.MapDefinition;
import io.github.bpfmaven.object.ObjectChecks;
import io.github.bpfmaven.relocation.CoreSpec;
import io.github.bpfmaven.relocation.CoreSpecs;

/** Looks into an object; no kernel is asked, and no LLVM. */
public final class ObjectInspector {
    private final BpfObject object;
    private final List<FunctionCode> code;
    private final CallGraph calls;
    private final Set<String> namedByData;
    private final Optional<CoreSpecs> specs;

    private ObjectInspector(BpfObject object, ElfFile elf) {
        this.object = object;
        this.code = new CodeReader(elf, object).read();
        this.calls = new CallGraph(code);
        this.namedByData = DataReferences.names(elf);
        this.specs = object.btf().map(CoreSpecs::new);
    }

    /**
     * Reads an object. Work and memory are bounded by its length, whatever it claims to hold.
     *
     * @throws BpfObjectFormatException as {@link BpfObject#read} does
     */
    public static ObjectInspector of(byte[] bytes) throws BpfObjectFormatException {
        BpfObject object = BpfObject.read(bytes);
        try {
            return new ObjectInspector(object, ElfFile.read(bytes));
        } catch (ElfFormatException damaged) {
            throw new IllegalStateException("it has just been read", damaged);
        }
    }

    /** What the object offers. */
    public BpfObject object() {
        return object;
    }

    /** The code of all functions, programs first, in the object's order. */
    public List<FunctionCode> code() {
        return code;
    }

    /** Which function calls which. */
    public CallGraph calls() {
        return calls;
    }

    /** Whether data refers to a function or a map by its name: a table of functions, a map that begins with maps in it. */
    public boolean isNamedByData(String symbol) {
        return namedByData.contains(symbol);
    }

    /** All that there is to tell but for the code. */
    public ObjectReport report() {
        FunctionReports functions = new FunctionReports(object, code, calls);
        List<FunctionReport> programs = functions.of(object.programs());
        DataReports data = new DataReports(object);
        return new ObjectReport(
                object,
                programs,
                functions.of(object.subprograms()),
                object.maps().stream().map(this::map).toList(),
                object.dataSections().stream().map(data::of).toList(),
                coreUses(),
                needs(programs),
                ObjectChecks.check(object, object.byteOrder()));
    }

    /**
     * The code of a program or a subprogram, as lines to read.
     *
     * @return nothing if the object has no function of that name
     */
    public Optional<List<String>> disassembly(String function) {
        return code.stream()
                .filter(candidate -> candidate.function().name().equals(function))
                .findFirst()
                .map(found -> new Disassembly(found, specs).lines());
    }

    private MapReport map(BpfMap map) {
        MapDefinition definition = map.definition();
        return new MapReport(
                map,
                definition.keyType().stream().mapToObj(this::type).findFirst(),
                definition.valueType().stream().mapToObj(this::type).findFirst(),
                MapMemory.of(definition));
    }

    private String type(int id) {
        Btf btf = object.btf().orElseThrow();
        return new CText(btf).type(id);
    }

    private List<CoreUse> coreUses() {
        Map<List<String>, Integer> counts =
                new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
        for (BpfCoreRelocation relocation : object.coreRelocations()) {
            String subject = specs.flatMap(known -> known.of(relocation))
                    .map(CoreSpec::text)
                    .orElse("type " + relocation.type());
            counts.merge(List.of(subject, relocation.access(), CoreRelocationText.kind(relocation)), 1, Integer::sum);
        }
        return counts.entrySet().stream()
                .map(use -> new CoreUse(
                        use.getKey().get(2), use.getKey().get(0), use.getKey().get(1), use.getValue()))
                .toList();
    }

    private KernelNeeds needs(List<FunctionReport> programs) {
        Set<KernelNeed> needs = new LinkedHashSet<>();
        programs.forEach(program -> needs.addAll(program.needs().needs()));
        object.maps().forEach(map -> addMap(map.definition(), needs));
        if (!object.dataSections().isEmpty()) {
            needs.add(KernelNeed.ofCode("global_data"));
        }
        if (object.structOps().stream().anyMatch(table -> table.section().endsWith(".link"))) {
            needs.add(KernelNeed.ofCode("struct_ops_link"));
        }
        return KernelNeeds.of(needs);
    }

    private static void addMap(MapDefinition map, Set<KernelNeed> needs) {
        if (map.type().isPresent()) {
            String name = map.mapType()
                    .map(type -> type.toString().toLowerCase(Locale.ROOT))
                    .orElse(Integer.toUnsignedString(map.type().getAsInt()));
            needs.add(KernelNeed.of(Kind.MAP, name));
        }
        MapFlags.names(map.flags()).forEach(flag -> needs.add(MapFlags.need(flag)));
        map.inner().ifPresent(inner -> addMap(inner, needs));
    }
}
