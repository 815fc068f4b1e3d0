package io.github.bpfmaven.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The ELF header: 64 bytes at the start of the file ("ELF-64 Object File Format", section 4). */
record ElfHeader(
        ByteOrder byteOrder, int type, int machine, int flags, long sectionTable, int sectionCount, int sectionNames) {
    static final int SIZE = 64;
    static final int SECTION_HEADER_SIZE = 64;

    private static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};
    private static final int CLASS_64 = 2;
    private static final int LITTLE = 1;
    private static final int BIG = 2;
    private static final int VERSION = 1;

    static ElfHeader read(byte[] bytes) throws ElfFormatException {
        if (bytes.length < SIZE) {
            throw new ElfFormatException(bytes.length, "an ELF64 header takes 64 bytes, there are " + bytes.length);
        }
        for (int i = 0; i < MAGIC.length; i++) {
            check(bytes[i] == MAGIC[i], i, "not an ELF file");
        }
        check(bytes[4] == CLASS_64, 4, "not a 64-bit ELF file (class " + bytes[4] + ")");
        check(bytes[5] == LITTLE || bytes[5] == BIG, 5, "unknown byte order " + bytes[5]);
        check(bytes[6] == VERSION, 6, "unknown ELF version " + bytes[6]);
        ByteOrder order = bytes[5] == LITTLE ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteBuffer in = ByteBuffer.wrap(bytes).order(order);
        long table = in.getLong(40);
        int entrySize = Short.toUnsignedInt(in.getShort(58));
        int count = Short.toUnsignedInt(in.getShort(60));
        int names = Short.toUnsignedInt(in.getShort(62));
        if (table != 0) {
            check(entrySize == SECTION_HEADER_SIZE, 58, "section headers of " + entrySize + " bytes, not 64");
            // A count of 0 says that the real one, 65,280 or more, is in the null section.
            check(count != 0 && count < ElfSymbol.SHN_LORESERVE, 60, "65,280 sections or more are not supported");
            check(
                    table > 0 && table <= bytes.length && count <= (bytes.length - table) / SECTION_HEADER_SIZE,
                    40,
                    "the section table (" + count + " entries) reaches beyond the end of the file");
            check(names < count, 62, "the section names are in section " + names + ", which does not exist");
        }
        return new ElfHeader(
                order,
                Short.toUnsignedInt(in.getShort(16)),
                Short.toUnsignedInt(in.getShort(18)),
                in.getInt(48),
                table,
                table == 0 ? 0 : count,
                table == 0 ? 0 : names);
    }

    /** Writes the 64 bytes at the start of the buffer, whose byte order must be the header's. */
    void write(ByteBuffer out) {
        out.put(0, MAGIC);
        out.put(4, (byte) CLASS_64);
        out.put(5, (byte) (byteOrder == ByteOrder.LITTLE_ENDIAN ? LITTLE : BIG));
        out.put(6, (byte) VERSION);
        out.putShort(16, (short) type);
        out.putShort(18, (short) machine);
        out.putInt(20, VERSION);
        out.putLong(40, sectionTable);
        out.putInt(48, flags);
        out.putShort(52, (short) SIZE);
        out.putShort(58, (short) SECTION_HEADER_SIZE);
        out.putShort(60, (short) sectionCount);
        out.putShort(62, (short) sectionNames);
    }

    private static void check(boolean good, long offset, String problem) throws ElfFormatException {
        if (!good) {
            throw new ElfFormatException(offset, problem);
        }
    }
}
