package io.github.bpfmaven.object;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfExt;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfFormatException;
import io.github.bpfmaven.elf.ElfSection;

/**
 * What a BPF object offers to a loader. The rules are those of libbpf 1.8, {@code src/libbpf.c}; where it refuses an
 * object because of what a program or a map is like, this still reads it, and {@link ObjectChecks} says what is wrong.
 *
 * @param byteOrder the byte order of the object and of its target
 * @param isRelocatableBpf whether the ELF header says so: type {@code ET_REL}, machine {@code EM_BPF} (247). If not, the
 *     rest means little
 * @param btf the types of the {@code .BTF} section; nothing if there is none. Objects straight from clang have relocations
 *     for the offsets of variables in DATASECs: these are applied. The sizes of such DATASECs are still 0; see
 *     {@code dataSections}
 * @param btfExt what the {@code .BTF.ext} section says of instructions; {@link BtfExt#EMPTY} if there is none, or no
 *     {@code .BTF} beside it
 * @param programs all functions in executable sections other than {@code .text}, in the order of their sections and, in
 *     one section, of their code; empty if there are none
 * @param subprograms all functions in {@code .text}, in the order of their code
 * @param maps BTF-defined maps first, in the order of their data, then those declared only, then legacy ones. The maps
 *     that a loader makes of data sections are not among them
 * @param dataSections {@code .data}, {@code .rodata}, {@code .bss} and those whose name starts with one of these and a dot,
 *     in the order of the sections. Sections of literals ({@code .rodata.str…}, {@code .rodata.cst…}) are among them only if
 *     there is a variable in them; empty ones are not
 * @param structOps the variables in {@code .struct_ops} sections
 * @param externs what a loader looks for in the kernel, by kind and name; empty if there is nothing
 * @param coreRelocations what a loader adapts to the kernel, in the order of {@code .BTF.ext}; empty if there is nothing
 * @param license what stands in the section {@code license}, up to the first NUL; nothing if there is no such section or
 *     no character in it
 */
public record BpfObject(
        ByteOrder byteOrder,
        boolean isRelocatableBpf,
        Optional<Btf> btf,
        BtfExt btfExt,
        List<BpfFunction> programs,
        List<BpfFunction> subprograms,
        List<BpfMap> maps,
        List<BpfDataSection> dataSections,
        List<BpfStructOps> structOps,
        List<BpfExtern> externs,
        List<BpfCoreRelocation> coreRelocations,
        Optional<String> license) {
    private static final Set<String> STRUCT_OPS_SECTIONS =
            Set.of(".struct_ops", ".struct_ops.link", "?.struct_ops", "?.struct_ops.link");

    /** The lists are copied. */
    public BpfObject {
        programs = List.copyOf(programs);
        subprograms = List.copyOf(subprograms);
        maps = List.copyOf(maps);
        dataSections = List.copyOf(dataSections);
        structOps = List.copyOf(structOps);
        externs = List.copyOf(externs);
        coreRelocations = List.copyOf(coreRelocations);
    }

    /**
     * Reads an object.
     *
     * @throws BpfObjectFormatException if the bytes are no ELF64 file or a damaged one, {@code .BTF} or {@code .BTF.ext} is
     *     damaged, a function or a variable reaches beyond the end of its section, or nothing tells where a variable is
     */
    public static BpfObject read(byte[] object) throws BpfObjectFormatException {
        try {
            return of(ElfFile.read(object));
        } catch (ElfFormatException notElf) {
            throw new BpfObjectFormatException("not an object file: " + notElf.getMessage(), notElf);
        }
    }

    /**
     * What an object file offers that was read before.
     *
     * @throws BpfObjectFormatException as {@link #read}
     */
    public static BpfObject of(ElfFile elf) throws BpfObjectFormatException {
        ObjectBtf types = ObjectBtf.read(elf);
        List<BpfFunction> programs = BpfFunction.programs(elf);
        List<BpfFunction> subprograms = BpfFunction.subprograms(elf);
        List<BpfMap> maps = new MapReader(elf, types.btf()).maps();
        return new BpfObject(
                elf.byteOrder(),
                elf.type() == ElfFile.ET_REL && elf.machine() == ElfFile.EM_BPF,
                types.btf(),
                types.ext(),
                programs,
                subprograms,
                maps,
                new DataSectionReader(elf, types).sections(),
                structOps(elf),
                new ExternReader(elf, types.btf()).externs(maps),
                BpfCoreRelocation.of(types.ext(), programs, subprograms),
                license(elf));
    }

    /** The same object with other CO-RE relocations: some of its own. */
    public BpfObject withCoreRelocations(List<BpfCoreRelocation> some) {
        return new BpfObject(
                byteOrder,
                isRelocatableBpf,
                btf,
                btfExt,
                programs,
                subprograms,
                maps,
                dataSections,
                structOps,
                externs,
                some,
                license);
    }

    /** Whether there is a {@code .BTF} section. */
    public boolean hasBtf() {
        return btf.isPresent();
    }

    private static List<BpfStructOps> structOps(ElfFile elf) {
        return PlacedSymbol.variables(elf, section -> STRUCT_OPS_SECTIONS.contains(section.name())).stream()
                .map(placed -> new BpfStructOps(
                        placed.symbol().name(), placed.section().name()))
                .toList();
    }

    private static Optional<String> license(ElfFile elf) {
        return elf.section("license").map(BpfObject::text).filter(text -> !text.isEmpty());
    }

    private static String text(ElfSection section) {
        String all = new String(section.data(), StandardCharsets.UTF_8);
        int end = all.indexOf('\0');
        return end < 0 ? all : all.substring(0, end);
    }
}
