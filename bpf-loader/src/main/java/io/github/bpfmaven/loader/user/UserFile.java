package io.github.bpfmaven.loader.user;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program or a shared library, ELF of 64 bits: sections, what of it is in memory and where. The core's {@code ElfFile} reads
 * objects, which have no such segments, and takes all of them apart; libraries are larger and only a few tables matter.
 *
 * <p>Source: System V ABI, {@code gabi41.pdf}; {@code src/elf.c} of libbpf 1.8.
 */
final class UserFile {
    static final int SHT_SYMTAB = 2;
    static final int SHT_NOTE = 7;
    static final int SHT_DYNSYM = 11;
    static final int SHT_GNU_VERDEF = 0x6ffffffd;
    static final int SHT_GNU_VERSYM = 0x6fffffff;

    private static final int ET_EXEC = 2;
    private static final int ET_DYN = 3;
    private static final int PT_LOAD = 1;
    private static final int EXECUTABLE = 1;

    private final String path;
    private final ByteBuffer bytes;
    private final boolean fixed;
    private final List<Section> sections = new ArrayList<>();
    private final List<Segment> segments = new ArrayList<>();

    /** Offsets and sizes in the file, and where it is in memory, in bytes. */
    record Section(String name, int type, long address, long offset, long size, int link, int info) {}

    /** A part of the file that is in memory. */
    record Segment(long address, long size, long offset, boolean executable) {
        boolean contains(long wanted) {
            return wanted >= address && wanted - address < size;
        }

        long offsetOf(long wanted) {
            return wanted - address + offset;
        }
    }

    private UserFile(String path, ByteBuffer bytes, boolean fixed) {
        this.path = path;
        this.bytes = bytes;
        this.fixed = fixed;
    }

    /** @throws IOException if it is none, or is damaged */
    static UserFile read(String path, byte[] content) throws IOException {
        try {
            ByteBuffer in = ByteBuffer.wrap(content);
            if (content.length < 64 || in.getInt(0) != 0x7f454c46 || content[4] != 2) {
                throw new IOException(path + " is no program or library of 64 bits (ELF64)");
            }
            in.order(content[5] == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int type = in.getShort(16);
            if (type != ET_EXEC && type != ET_DYN) {
                throw new IOException(path + " is neither a program nor a shared library");
            }
            UserFile file = new UserFile(path, in, type == ET_EXEC);
            file.readSegments();
            file.readSections();
            return file;
        } catch (IndexOutOfBoundsException | BufferUnderflowException | ArithmeticException damaged) {
            throw new IOException(path + " is damaged: a table reaches beyond its end", damaged);
        }
    }

    private void readSegments() {
        int at = Math.toIntExact(bytes.getLong(32));
        for (int i = 0; i < Short.toUnsignedInt(bytes.getShort(56)); i++) {
            int header = at + i * Short.toUnsignedInt(bytes.getShort(54));
            if (bytes.getInt(header) == PT_LOAD) {
                segments.add(new Segment(
                        bytes.getLong(header + 16),
                        bytes.getLong(header + 40),
                        bytes.getLong(header + 8),
                        (bytes.getInt(header + 4) & EXECUTABLE) != 0));
            }
        }
    }

    private void readSections() {
        int at = Math.toIntExact(bytes.getLong(40));
        int size = Short.toUnsignedInt(bytes.getShort(58));
        int names = at + Short.toUnsignedInt(bytes.getShort(62)) * size;
        for (int i = 0; i < Short.toUnsignedInt(bytes.getShort(60)); i++) {
            int header = at + i * size;
            sections.add(new Section(
                    text(bytes.getLong(names + 24) + Integer.toUnsignedLong(bytes.getInt(header))),
                    bytes.getInt(header + 4),
                    bytes.getLong(header + 16),
                    bytes.getLong(header + 24),
                    bytes.getLong(header + 32),
                    bytes.getInt(header + 40),
                    bytes.getInt(header + 44)));
        }
    }

    String path() {
        return path;
    }

    /** Whether it is always at the same place in memory. */
    boolean isFixed() {
        return fixed;
    }

    ByteOrder order() {
        return bytes.order();
    }

    List<Section> sections() {
        return sections;
    }

    Optional<Section> section(int type) {
        return sections.stream().filter(section -> section.type() == type).findFirst();
    }

    /** Where an address is in the file; nothing if it is not in memory from there. */
    Optional<Segment> segment(long address) {
        return segments.stream().filter(segment -> segment.contains(address)).findFirst();
    }

    /** The bytes of a section. */
    ByteBuffer data(Section section) throws IOException {
        try {
            return bytes.slice(Math.toIntExact(section.offset()), Math.toIntExact(section.size()))
                    .order(bytes.order());
        } catch (IndexOutOfBoundsException | ArithmeticException damaged) {
            throw new IOException(
                    path + " is damaged: section '" + section.name() + "' reaches beyond its end", damaged);
        }
    }

    /** The text at an offset in the file, up to a NUL. */
    String text(long offset) {
        int start = Math.toIntExact(offset);
        int end = start;
        while (bytes.get(end) != 0) {
            end++;
        }
        return new String(bytes.array(), start, end - start, StandardCharsets.UTF_8);
    }
}
