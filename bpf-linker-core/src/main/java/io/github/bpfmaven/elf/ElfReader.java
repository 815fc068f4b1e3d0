package io.github.bpfmaven.elf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Reads one file. Every number from the file is checked before it is used as an index or a size. */
final class ElfReader {
    private static final int SYMBOL_SIZE = 24;
    private static final int REL_SIZE = 16;
    private static final int RELA_SIZE = 24;

    private final byte[] bytes;

    /** @param bytes must not change any more */
    ElfReader(byte[] bytes) {
        this.bytes = bytes;
    }

    ElfFile read() throws ElfFormatException {
        ElfHeader header = ElfHeader.read(bytes);
        ByteBuffer in = ByteBuffer.wrap(bytes).order(header.byteOrder());
        List<ElfSection> sections = sections(header, in);
        int symbolTable = symbolTable(header, sections);
        List<ElfSymbol> symbols = symbolTable == 0 ? List.of() : symbols(header, in, sections, symbolTable);
        return new ElfFile(
                header,
                sections,
                fileOffsets(header, in),
                symbols,
                relocations(header, in, sections, symbolTable, symbols.size()),
                symbolTable);
    }

    private List<ElfSection> sections(ElfHeader header, ByteBuffer in) throws ElfFormatException {
        List<ElfSection> sections = new ArrayList<>(header.sectionCount());
        ElfNames names = header.sectionNames() == 0 ? new ElfNames(bytes, 0, 0) : names(header, in);
        long room = bytes.length;
        for (int i = 0; i < header.sectionCount(); i++) {
            int at = headerOf(header, i);
            int type = in.getInt(at + 4);
            long size = type == ElfSection.SHT_NULL ? 0 : in.getLong(at + 32);
            check(size >= 0, at + 32, "section of 2^63 bytes or more");
            boolean hasData = ElfSection.hasData(type);
            if (hasData) {
                room -= checkedData(in, at);
                // Copies of overlapping sections could take the square of the file's size.
                check(room >= 0, at, "sections overlap");
            }
            int link = in.getInt(at + 40);
            check(link >= 0 && link < header.sectionCount(), at + 40, "link to a section that does not exist");
            long alignment = in.getLong(at + 48);
            check(alignment >= 0 && (alignment & (alignment - 1)) == 0, at + 48, "alignment is not a power of two");
            int start = hasData ? (int) in.getLong(at + 24) : 0;
            sections.add(new ElfSection(
                    i,
                    names.at(in.getInt(at), at),
                    type,
                    in.getLong(at + 8),
                    in.getLong(at + 16),
                    size,
                    link,
                    in.getInt(at + 44),
                    alignment,
                    in.getLong(at + 56),
                    hasData ? Arrays.copyOfRange(bytes, start, start + (int) size) : new byte[0]));
        }
        return sections;
    }

    private static List<Long> fileOffsets(ElfHeader header, ByteBuffer in) {
        return IntStream.range(0, header.sectionCount())
                .mapToObj(section -> in.getLong(headerOf(header, section) + 24))
                .toList();
    }

    private ElfNames names(ElfHeader header, ByteBuffer in) throws ElfFormatException {
        return names(header, in, header.sectionNames(), 62);
    }

    private ElfNames names(ElfHeader header, ByteBuffer in, int section, long holder) throws ElfFormatException {
        int at = headerOf(header, section);
        check(in.getInt(at + 4) == ElfSection.SHT_STRTAB, holder, "section %s is no string table", section);
        int size = checkedData(in, at);
        int start = (int) in.getLong(at + 24);
        return new ElfNames(bytes, start, start + size);
    }

    /** The size of a section's data, once it is known that all of it is in the file. */
    private int checkedData(ByteBuffer in, int at) throws ElfFormatException {
        long offset = in.getLong(at + 24);
        long size = in.getLong(at + 32);
        check(
                offset >= 0 && size >= 0 && offset <= bytes.length && size <= bytes.length - offset,
                at + 24,
                "section data reaches beyond the end of the file");
        return (int) size;
    }

    private int symbolTable(ElfHeader header, List<ElfSection> sections) throws ElfFormatException {
        int found = 0;
        for (ElfSection section : sections) {
            check(
                    section.type() != ElfSection.SHT_SYMTAB_SHNDX,
                    headerOf(header, section.index()),
                    "65,280 sections or more are not supported");
            if (section.type() == ElfSection.SHT_SYMTAB) {
                check(found == 0, headerOf(header, section.index()), "second symbol table");
                found = section.index();
            }
        }
        return found;
    }

    private List<ElfSymbol> symbols(ElfHeader header, ByteBuffer in, List<ElfSection> sections, int table)
            throws ElfFormatException {
        ElfSection section = sections.get(table);
        int at = headerOf(header, table);
        ElfNames names = names(header, in, section.link(), at + 40);
        int count = entries(section, at, SYMBOL_SIZE);
        int start = (int) in.getLong(at + 24);
        List<ElfSymbol> symbols = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int entry = start + i * SYMBOL_SIZE;
            int info = Byte.toUnsignedInt(in.get(entry + 4));
            int place = Short.toUnsignedInt(in.getShort(entry + 6));
            check(
                    place < sections.size() || place >= ElfSymbol.SHN_LORESERVE,
                    entry + 6,
                    "symbol of section %s, which does not exist",
                    place);
            check(place != 0xffff, entry + 6, "65,280 sections or more are not supported");
            int binding = info >> 4;
            symbols.add(new ElfSymbol(
                    i,
                    names.at(in.getInt(entry), entry),
                    binding,
                    info & 0xf,
                    in.get(entry + 5) & 3,
                    place,
                    in.getLong(entry + 8),
                    in.getLong(entry + 16)));
        }
        return symbols;
    }

    private Map<Integer, List<ElfRelocation>> relocations(
            ElfHeader header, ByteBuffer in, List<ElfSection> sections, int symbolTable, int symbolCount)
            throws ElfFormatException {
        Map<Integer, List<ElfRelocation>> all = new HashMap<>();
        for (ElfSection section : sections) {
            // Files for a dynamic loader also have relocations against their dynamic symbols.
            if (!section.isRelocation() || (header.type() != ElfFile.ET_REL && section.link() != symbolTable)) {
                continue;
            }
            int at = headerOf(header, section.index());
            check(section.link() == symbolTable, at + 40, "relocations against a section that is no symbol table");
            check(
                    section.info() >= 0 && section.info() < sections.size(),
                    at + 44,
                    "relocations of a section that does not exist");
            boolean explicit = section.type() == ElfSection.SHT_RELA;
            int entrySize = explicit ? RELA_SIZE : REL_SIZE;
            int count = entries(section, at, entrySize);
            int start = (int) in.getLong(at + 24);
            List<ElfRelocation> relocations = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                int entry = start + i * entrySize;
                // r_info: the symbol in the upper 32 bits, the type in the lower ones.
                long info = in.getLong(entry + 8);
                long symbol = info >>> 32;
                check(
                        symbol < Math.max(1, symbolCount),
                        entry + 8,
                        "relocation with symbol %s, which does not exist",
                        symbol);
                relocations.add(new ElfRelocation(
                        in.getLong(entry), (int) info, (int) symbol, explicit ? in.getLong(entry + 16) : 0));
            }
            all.put(section.index(), List.copyOf(relocations));
        }
        return all;
    }

    private static int entries(ElfSection section, int at, int entrySize) throws ElfFormatException {
        check(
                section.entrySize() == entrySize && section.size() % entrySize == 0,
                at + 56,
                "%s should have entries of %s bytes",
                section,
                entrySize);
        return (int) (section.size() / entrySize);
    }

    private static int headerOf(ElfHeader header, int section) {
        return (int) header.sectionTable() + section * ElfHeader.SECTION_HEADER_SIZE;
    }

    /** Puts the message together only if it is needed: there is a check for every relocation. */
    private static void check(boolean good, long offset, String problem, Object... parts) throws ElfFormatException {
        if (!good) {
            throw new ElfFormatException(offset, problem.formatted(parts));
        }
    }
}
