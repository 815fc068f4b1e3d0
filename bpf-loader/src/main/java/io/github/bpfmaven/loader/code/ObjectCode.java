package io.github.bpfmaven.loader.code;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfRelocation;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.object.BpfFunction;
import io.github.bpfmaven.object.BpfObject;

/**
 * All functions of an object, and what their instructions refer to.
 *
 * <p>Source: {@code bpf_object__add_programs}, {@code bpf_object__collect_prog_relos} and
 * {@code bpf_program__record_reloc} of libbpf 1.8.
 */
public final class ObjectCode {
    static final String TEXT = ".text";

    private final Map<String, NavigableMap<Integer, FunctionCode>> sections;
    private final ExceptionCallbacks exceptionCallbacks;

    private ObjectCode(
            Map<String, NavigableMap<Integer, FunctionCode>> sections, ExceptionCallbacks exceptionCallbacks) {
        this.sections = sections;
        this.exceptionCallbacks = exceptionCallbacks;
    }

    /**
     * Reads it.
     *
     * @throws BpfLoadException if a function is no whole number of instructions, or refers to what can't be referred to
     */
    public static ObjectCode read(ElfFile elf, BpfObject object) throws BpfLoadException {
        Map<String, NavigableMap<Integer, FunctionCode>> sections = new LinkedHashMap<>();
        Map<String, byte[]> data = new HashMap<>();
        List<BpfFunction> functions = new ArrayList<>(object.programs());
        functions.addAll(object.subprograms());
        for (BpfFunction function : functions) {
            ElfSection section = elf.section(function.section()).orElseThrow();
            byte[] code = data.computeIfAbsent(function.section(), name -> section.data());
            checkPlace(function, code.length);
            byte[] own = new byte[(int) function.size()];
            System.arraycopy(code, (int) function.offset(), own, 0, own.length);
            int start = (int) (function.offset() / Code.SIZE);
            sections.computeIfAbsent(function.section(), name -> new TreeMap<>())
                    .putIfAbsent(
                            start, new FunctionCode(function, start, new Code(own, elf.byteOrder()), new HashMap<>()));
        }
        ObjectCode all = new ObjectCode(sections, new ExceptionCallbacks(object));
        all.collect(elf, object);
        return all;
    }

    private static void checkPlace(BpfFunction function, int end) throws BpfLoadException {
        String part = "function '" + function.name() + "'";
        if (function.linkage() == BpfFunction.Linkage.STATIC
                && !function.section().equals(TEXT)) {
            throw new BpfLoadException(part, "programs must not be static; remove 'static'");
        }
        if (function.size() == 0
                || function.size() % Code.SIZE != 0
                || function.offset() % Code.SIZE != 0
                || function.offset() + function.size() > end) {
            throw new BpfLoadException(
                    part,
                    "its " + function.size() + " bytes at offset " + function.offset() + " of section '"
                            + function.section() + "' are no whole number of instructions; the object is damaged");
        }
    }

    private void collect(ElfFile elf, BpfObject object) throws BpfLoadException {
        ReferenceReader reader = new ReferenceReader(elf, object);
        for (Map.Entry<String, NavigableMap<Integer, FunctionCode>> entry : sections.entrySet()) {
            ElfSection section = elf.section(entry.getKey()).orElseThrow();
            for (ElfRelocation relocation : elf.relocations(section)) {
                Optional<FunctionCode> in = find(entry.getKey(), Long.divideUnsigned(relocation.offset(), Code.SIZE));
                if (in.isPresent()) {
                    FunctionCode function = in.get();
                    int index = (int) (relocation.offset() / Code.SIZE - function.start());
                    function.references().put(index, reader.read(function, index, relocation));
                }
            }
        }
    }

    Collection<FunctionCode> functions() {
        return sections.values().stream().flatMap(in -> in.values().stream()).toList();
    }

    /** The function that an instruction of a section is in; nothing if it is in none. */
    Optional<FunctionCode> find(String section, long instruction) {
        if (instruction < 0 || instruction > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        return Optional.ofNullable(sections.get(section))
                .map(in -> in.floorEntry((int) instruction))
                .map(Map.Entry::getValue)
                .filter(function -> function.covers(instruction));
    }

    FunctionCode of(BpfFunction program) {
        return find(program.section(), program.offset() / Code.SIZE).orElseThrow();
    }

    /** What takes over when a program throws; nothing if it does not say. */
    Optional<FunctionCode> exceptionCallback(BpfFunction program) throws BpfLoadException {
        return exceptionCallbacks.of(program).map(this::of);
    }
}
