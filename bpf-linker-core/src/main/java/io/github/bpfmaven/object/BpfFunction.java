package io.github.bpfmaven.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;

/**
 * A function in a BPF object: a program, which a loader gives to the kernel on its own, or a subprogram.
 *
 * @param name the name of its symbol
 * @param section the name of its section; {@code .text} for subprograms, for programs what stands in {@code SEC("…")}
 * @param offset where it starts in that section, in bytes
 * @param size its size in bytes
 * @param linkage how other objects see it
 * @param kind what its section makes of it; nothing for subprograms, and for programs in sections that libbpf does not know,
 *     of which a loader must be told more
 */
public record BpfFunction(
        String name, String section, long offset, long size, Linkage linkage, Optional<ProgramKind> kind) {
    /** Size in bytes of an instruction slot; a 64-bit load takes two ({@code struct bpf_insn} of {@code linux/bpf.h}). */
    public static final int INSTRUCTION_SIZE = 8;

    /** ELF's fourth visibility, which no BPF compiler uses; libbpf takes it for hidden. */
    private static final int STV_INTERNAL = 1;

    /** How other objects see a function. */
    public enum Linkage {
        /** Declared {@code static}. */
        STATIC,
        /** Visible to other objects. */
        GLOBAL,
        /** Visible to other objects, and replaced by a global function of that name. */
        WEAK,
        /**
         * Visible to the objects it is linked with, then like a static one: libbpf's {@code bpf_object__add_programs}
         * gives it to the verifier as static.
         */
        HIDDEN
    }

    /** The number of instruction slots. */
    public long instructionCount() {
        return size / INSTRUCTION_SIZE;
    }

    /** libbpf's {@code bpf_object__elf_collect}: executable, with data, and not {@code .text}. */
    static List<BpfFunction> programs(ElfFile elf) throws BpfObjectFormatException {
        return read(PlacedSymbol.functions(elf, section -> isCode(section) && !isText(section)));
    }

    static List<BpfFunction> subprograms(ElfFile elf) throws BpfObjectFormatException {
        return read(PlacedSymbol.functions(elf, section -> isCode(section) && isText(section)));
    }

    private static boolean isCode(ElfSection section) {
        return section.type() == ElfSection.SHT_PROGBITS && section.has(ElfSection.SHF_EXECINSTR);
    }

    private static boolean isText(ElfSection section) {
        return section.name().equals(".text");
    }

    private static List<BpfFunction> read(List<PlacedSymbol> symbols) throws BpfObjectFormatException {
        List<BpfFunction> functions = new ArrayList<>();
        for (PlacedSymbol placed : symbols) {
            ElfSymbol symbol = placed.symbol();
            ElfSection section = placed.section();
            if (symbol.value() < 0 || symbol.size() < 0 || symbol.size() > section.size() - symbol.value()) {
                throw new BpfObjectFormatException(
                        "function '" + symbol.name() + "' reaches beyond the end of section '" + section.name() + "'");
            }
            functions.add(new BpfFunction(
                    symbol.name(),
                    section.name(),
                    symbol.value(),
                    symbol.size(),
                    linkage(symbol),
                    isText(section) ? Optional.empty() : ProgramKind.of(section.name())));
        }
        return functions;
    }

    private static Linkage linkage(ElfSymbol symbol) {
        if (symbol.binding() == ElfSymbol.STB_LOCAL) {
            return Linkage.STATIC;
        }
        if (symbol.visibility() == STV_INTERNAL || symbol.visibility() == ElfSymbol.STV_HIDDEN) {
            return Linkage.HIDDEN;
        }
        return symbol.binding() == ElfSymbol.STB_WEAK ? Linkage.WEAK : Linkage.GLOBAL;
    }
}
