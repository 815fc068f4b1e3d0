package io.github.bpfmaven.inspect;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfRelocation;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;

/** What data of an object refers to: functions in tables of {@code struct_ops}, maps and programs that a map begins with. */
final class DataReferences {
    private final ElfFile elf;
    private final Map<String, String> names = new HashMap<>();
    private final Set<String> found = new HashSet<>();

    private DataReferences(ElfFile elf) {
        this.elf = elf;
        for (ElfSymbol symbol : elf.symbols()) {
            if (symbol.isInSection() && symbol.type() != ElfSymbol.STT_SECTION) {
                names.putIfAbsent(place(symbol.sectionIndex(), symbol.value()), symbol.name());
            }
        }
    }

    /** Names of symbols. */
    static Set<String> names(ElfFile elf) {
        DataReferences references = new DataReferences(elf);
        for (ElfSection section : elf.sections()) {
            // Debug information refers to everything, and is no part of what is loaded.
            if (section.has(ElfSection.SHF_ALLOC) && !section.has(ElfSection.SHF_EXECINSTR)) {
                elf.relocations(section).forEach(relocation -> references.add(section, relocation));
            }
        }
        return Set.copyOf(references.found);
    }

    private void add(ElfSection section, ElfRelocation relocation) {
        ElfSymbol symbol = elf.symbols().get(relocation.symbolIndex());
        if (symbol.type() == ElfSymbol.STT_SECTION) {
            String name = names.get(place(symbol.sectionIndex(), addend(section, relocation)));
            if (name != null) {
                found.add(name);
            }
        } else {
            found.add(symbol.name());
        }
    }

    /** Relocations of BPF objects have none of their own ({@code SHT_REL}): it stands in the data. */
    private long addend(ElfSection section, ElfRelocation relocation) {
        byte[] data = section.data();
        if (relocation.offset() < 0 || relocation.offset() > data.length - Long.BYTES) {
            return 0;
        }
        return ByteBuffer.wrap(data).order(elf.byteOrder()).getLong((int) relocation.offset());
    }

    private static String place(int section, long offset) {
        return section + ":" + offset;
    }
}
