package io.github.bpfmaven.inspect;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfRelocation;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;
import io.github.bpfmaven.instruction.Instruction;
import io.github.bpfmaven.object.BpfDataSection;
import io.github.bpfmaven.object.BpfFunction;
import io.github.bpfmaven.object.BpfMap;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.object.BpfVariable;

/**
 * Finds what an instruction is about, from its relocation and from what stands in it.
 *
 * <p>Source: {@code bpf_program__record_reloc} and {@code bpf_object__reloc_code} of libbpf 1.8 ({@code src/libbpf.c}).
 */
final class ReferenceResolver {
    private final ElfFile elf;
    private final Map<String, NavigableMap<Long, BpfFunction>> functions = new HashMap<>();
    private final Map<String, NavigableMap<Long, BpfVariable>> variables = new HashMap<>();
    private final Map<String, Map<Long, String>> maps = new HashMap<>();

    ReferenceResolver(ElfFile elf, BpfObject object) {
        this.elf = elf;
        Stream.concat(object.programs().stream(), object.subprograms().stream())
                .forEach(function -> functions
                        .computeIfAbsent(function.section(), name -> new TreeMap<>())
                        .putIfAbsent(function.offset(), function));
        for (BpfDataSection section : object.dataSections()) {
            NavigableMap<Long, BpfVariable> inSection = new TreeMap<>();
            section.variables().forEach(variable -> inSection.putIfAbsent(variable.offset(), variable));
            variables.putIfAbsent(section.name(), inSection);
        }
        Set<String> names = object.maps().stream().map(BpfMap::name).collect(Collectors.toSet());
        for (ElfSymbol symbol : elf.symbols()) {
            if (symbol.isInSection() && names.contains(symbol.name())) {
                maps.computeIfAbsent(elf.sections().get(symbol.sectionIndex()).name(), name -> new HashMap<>())
                        .putIfAbsent(symbol.value(), symbol.name());
            }
        }
    }

    /** @return nothing for a number that is a number */
    Optional<Reference> resolve(BpfFunction function, Instruction instruction, Optional<ElfRelocation> relocation) {
        if (relocation.isPresent()) {
            ElfSymbol symbol = elf.symbols().get(relocation.get().symbolIndex());
            return Optional.of(instruction.isCall() ? call(instruction, symbol) : address(instruction, symbol));
        }
        if (instruction.isCallOfHelper()) {
            return Optional.of(
                    new Reference.HelperCall(instruction.immediate(), BpfHelper.of(instruction.immediate())));
        }
        if (instruction.isCallOfKfunc()) {
            return Optional.of(new Reference.KfuncCall("with BTF id " + instruction.immediate()));
        }
        if (instruction.isCallOfSubprogram()) {
            long slot = function.offset() / Instruction.SLOT_SIZE + instruction.slot() + instruction.immediate() + 1;
            return Optional.of(function(function.section(), slot * Instruction.SLOT_SIZE)
                    .<Reference>map(Reference.SubprogramCall::new)
                    .orElse(new Reference.Unknown("no function starts there")));
        }
        return Optional.empty();
    }

    private Reference call(Instruction instruction, ElfSymbol symbol) {
        if (!symbol.isInSection()) {
            return new Reference.KfuncCall(symbol.name());
        }
        String section = elf.sections().get(symbol.sectionIndex()).name();
        long at = symbol.value() + (instruction.immediate() + 1) * Instruction.SLOT_SIZE;
        return function(section, at)
                .<Reference>map(Reference.SubprogramCall::new)
                .orElseGet(() -> new Reference.Unknown("no function starts at " + hex(at) + " of " + section));
    }

    private Reference address(Instruction instruction, ElfSymbol symbol) {
        if (!symbol.isInSection()) {
            return new Reference.ExternAddress(symbol.name());
        }
        ElfSection section = elf.sections().get(symbol.sectionIndex());
        long at = symbol.value() + instruction.immediate();
        if (section.has(ElfSection.SHF_EXECINSTR)) {
            return function(section.name(), at)
                    .<Reference>map(Reference.FunctionAddress::new)
                    .orElseGet(
                            () -> new Reference.Unknown("no function starts at " + hex(at) + " of " + section.name()));
        }
        Map<Long, String> inSection = maps.get(section.name());
        if (inSection != null) {
            String map = inSection.get(at);
            return map == null
                    ? new Reference.Unknown("no map at " + hex(at) + " of " + section.name())
                    : new Reference.MapAddress(map);
        }
        return data(section.name(), at);
    }

    private Reference data(String section, long at) {
        NavigableMap<Long, BpfVariable> inSection = variables.get(section);
        Map.@Nullable Entry<Long, BpfVariable> before = inSection == null ? null : inSection.floorEntry(at);
        if (before != null
                && at - before.getKey() < Math.max(1, before.getValue().size())) {
            return new Reference.DataAddress(
                    section, Optional.of(before.getValue().name()), at - before.getKey());
        }
        return new Reference.DataAddress(section, Optional.empty(), at);
    }

    private Optional<BpfFunction> function(String section, long offset) {
        NavigableMap<Long, BpfFunction> inSection = functions.get(section);
        return inSection == null ? Optional.empty() : Optional.ofNullable(inSection.get(offset));
    }

    private static String hex(long offset) {
        return "0x" + Long.toHexString(offset);
    }
}
