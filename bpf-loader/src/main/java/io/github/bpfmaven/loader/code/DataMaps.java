package io.github.bpfmaven.loader.code;

import java.util.List;

import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfSection;

/**
 * The sections of global variables, of each of which a map is made.
 *
 * <p>Source: {@code bpf_object__elf_collect} of libbpf 1.8.
 */
public final class DataMaps {
    /** The section of variables that are in an arena, for which there is no map but the arena. */
    public static final String ARENA = ".addr_space.1";

    private DataMaps() {}

    /** Those of an object that are not empty, in their order. Literals without a name are among them: code may need them. */
    public static List<ElfSection> of(ElfFile elf) {
        return elf.sections().stream()
                .filter(section -> isData(section) && section.size() > 0)
                .toList();
    }

    static boolean isData(ElfSection section) {
        return switch (section.type()) {
            case ElfSection.SHT_PROGBITS ->
                !section.has(ElfSection.SHF_EXECINSTR) && (isFamily(section, ".data") || isReadOnly(section));
            case ElfSection.SHT_NOBITS -> isFamily(section, ".bss");
            default -> false;
        };
    }

    /** Whether programs may only read it, whatever the flags of the section say. */
    public static boolean isReadOnly(ElfSection section) {
        return isFamily(section, ".rodata");
    }

    private static boolean isFamily(ElfSection section, String family) {
        return section.name().equals(family) || section.name().startsWith(family + ".");
    }
}
