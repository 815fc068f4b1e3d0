package io.github.bpfmaven.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;

/** Those parts of an ELF file that are compared, under names instead of indices. */
final class ElfContents {
    /** Compared by what they mean, or (addrsig) lists of symbol indices that only a linker of machine code reads. */
    private static final Set<String> NOT_AS_BYTES =
            Set.of("", ".BTF", ".BTF.ext", ".symtab", ".strtab", ".shstrtab", ".llvm_addrsig");

    private final ElfFile elf;
    /** By section index: the name; from the second section of a name on with a number. */
    private final Map<Integer, String> names = new HashMap<>();

    private final Map<String, ElfSection> sections = new LinkedHashMap<>();

    /** A symbol without its index. The place is a section's name, or what is said instead of a section. */
    record Symbol(String name, int type, int binding, int visibility, String place, long value, long size) {}

    /** A relocation without its symbol's index. */
    record Relocation(long offset, int type, Symbol symbol, long addend) {}

    ElfContents(ElfFile elf) {
        this.elf = elf;
        Map<String, Integer> seen = new HashMap<>();
        for (ElfSection section : elf.sections()) {
            int before = seen.merge(section.name(), 1, Integer::sum) - 1;
            String name = before == 0 ? section.name() : section.name() + "#" + before;
            names.put(section.index(), name);
            if (isCompared(section)) {
                sections.put(name, section);
            }
        }
    }

    private boolean isCompared(ElfSection section) {
        ElfSection subject = section.isRelocation() ? elf.sections().get(section.info()) : section;
        return !NOT_AS_BYTES.contains(subject.name()) && !isDwarf(subject);
    }

    private static boolean isDwarf(ElfSection section) {
        return section.name().startsWith(".debug_");
    }

    /** The sections that are compared, relocation sections among them, by name and in file order. */
    Map<String, ElfSection> sections() {
        return sections;
    }

    /** All symbols but those of sections that are left out, in file order. */
    List<Symbol> symbols(boolean withFile) {
        List<Symbol> symbols = new ArrayList<>();
        for (ElfSymbol symbol : elf.symbols()) {
            boolean leftOut = symbol.index() == 0
                    || symbol.type() == ElfSymbol.STT_FILE && !withFile
                    || symbol.isInSection() && !isCompared(elf.sections().get(symbol.sectionIndex()));
            if (!leftOut) {
                symbols.add(symbol(symbol));
            }
        }
        return symbols;
    }

    /** The relocations of a section, in file order. */
    List<Relocation> relocations(ElfSection target) {
        return elf.relocations(target).stream()
                .map(relocation -> new Relocation(
                        relocation.offset(),
                        relocation.type(),
                        symbol(elf.symbols().get(relocation.symbolIndex())),
                        relocation.addend()))
                .toList();
    }

    private Symbol symbol(ElfSymbol symbol) {
        String place =
                symbol.isInSection() ? names.get(symbol.sectionIndex()) : "(index " + symbol.sectionIndex() + ")";
        return new Symbol(
                symbol.name(),
                symbol.type(),
                symbol.binding(),
                symbol.visibility(),
                place,
                symbol.value(),
                symbol.size());
    }
}
