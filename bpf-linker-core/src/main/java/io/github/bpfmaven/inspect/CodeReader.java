package io.github.bpfmaven.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.bpfmaven.btf.BtfExt;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfRelocation;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.instruction.Instruction;
import io.github.bpfmaven.object.BpfCoreRelocation;
import io.github.bpfmaven.object.BpfFunction;
import io.github.bpfmaven.object.BpfObject;

/** Reads the code of all functions of an object. */
final class CodeReader {
    /**
     * How often a byte of code may be in a function, on average. Functions share code by aliases only; a damaged object may
     * have thousands that share all of it.
     */
    private static final long MOST_SHARED = 2;

    private final ElfFile elf;
    private final BpfObject object;
    private final Map<String, NavigableMap<Long, ElfRelocation>> relocations = new HashMap<>();
    private final Map<String, NavigableMap<Long, BtfExt.LineInfo>> lines = new HashMap<>();
    private final Map<BpfFunction, Map<Integer, BpfCoreRelocation>> core = new HashMap<>();
    private final Map<String, byte[]> code = new HashMap<>();
    private final ReferenceResolver resolver;
    private long left;

    CodeReader(ElfFile elf, BpfObject object) {
        this.elf = elf;
        this.object = object;
        this.resolver = new ReferenceResolver(elf, object);
        this.left = MOST_SHARED
                * elf.sections().stream()
                        .filter(section -> section.has(ElfSection.SHF_EXECINSTR))
                        .mapToLong(ElfSection::size)
                        .sum();
        for (BtfExt.Section<BtfExt.LineInfo> section : object.btfExt().lines().sections()) {
            NavigableMap<Long, BtfExt.LineInfo> inSection =
                    lines.computeIfAbsent(section.name(), name -> new TreeMap<>());
            section.records().forEach(line -> inSection.put(line.instructionOffset(), line));
        }
        for (BpfCoreRelocation relocation : object.coreRelocations()) {
            relocation
                    .function()
                    .ifPresent(function -> core.computeIfAbsent(function, key -> new HashMap<>())
                            .put((int) (relocation.offset() / Instruction.SLOT_SIZE), relocation));
        }
    }

    /** Programs first, in the object's order. Functions that share far too much code have none. */
    List<FunctionCode> read() {
        List<FunctionCode> all = new ArrayList<>();
        Stream.concat(object.programs().stream(), object.subprograms().stream())
                .forEach(function -> all.add(read(function)));
        return all;
    }

    private FunctionCode read(BpfFunction function) {
        byte[] section = code.computeIfAbsent(
                function.section(),
                name -> elf.section(name).map(ElfSection::data).orElse(new byte[0]));
        int from = (int) Math.min(function.offset(), section.length);
        int to = (int) Math.min(function.offset() + function.size(), section.length);
        left -= to - from;
        List<Instruction> instructions =
                left < 0 ? List.of() : Instruction.read(Arrays.copyOfRange(section, from, to), object.byteOrder());
        Map<Integer, Reference> references = new HashMap<>();
        for (Instruction instruction : instructions) {
            if (instruction.isCall() || instruction.isLoad64()) {
                resolver.resolve(function, instruction, relocation(function, instruction))
                        .ifPresent(reference -> references.put(instruction.slot(), reference));
            }
        }
        return new FunctionCode(
                function, instructions, references, lines(function), core.getOrDefault(function, Map.of()));
    }

    private Optional<ElfRelocation> relocation(BpfFunction function, Instruction instruction) {
        long at = function.offset() + (long) instruction.slot() * Instruction.SLOT_SIZE;
        return Optional.ofNullable(relocations
                .computeIfAbsent(function.section(), this::relocations)
                .get(at));
    }

    private NavigableMap<Long, ElfRelocation> relocations(String name) {
        NavigableMap<Long, ElfRelocation> byOffset = new TreeMap<>();
        elf.section(name)
                .ifPresent(section -> elf.relocations(section)
                        .forEach(relocation -> byOffset.putIfAbsent(relocation.offset(), relocation)));
        return byOffset;
    }

    private NavigableMap<Integer, BtfExt.LineInfo> lines(BpfFunction function) {
        NavigableMap<Integer, BtfExt.LineInfo> own = new TreeMap<>();
        NavigableMap<Long, BtfExt.LineInfo> inSection = lines.get(function.section());
        if (inSection != null && function.size() > 0) {
            inSection
                    .subMap(function.offset(), function.offset() + function.size())
                    .forEach((at, line) -> own.put((int) ((at - function.offset()) / Instruction.SLOT_SIZE), line));
        }
        return own;
    }
}
