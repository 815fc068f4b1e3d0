package io.github.bpfmaven.btf;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code .BTF.ext}. Every number is checked before it is used as an index or a size. */
final class BtfExtReader {
    static final int FUNC_INFO_SIZE = 8;
    static final int LINE_INFO_SIZE = 16;
    static final int CORE_RELOCATION_SIZE = 16;
    static final int COLUMN_BITS = 10;

    private final byte[] section;
    private final Btf btf;
    private final BtfStrings strings;

    BtfExtReader(byte[] section, Btf btf) {
        this.section = section;
        this.btf = btf;
        this.strings = new BtfStrings(btf.strings());
    }

    BtfExt read() throws BtfFormatException {
        // The area of CO-RE relocations came later: headers of 24 bytes do not have it.
        BtfHeader header = BtfHeader.read(section, btf.byteOrder(), 2, 3);
        return new BtfExt(
                area(header, 0, FUNC_INFO_SIZE, this::funcInfo),
                area(header, 1, LINE_INFO_SIZE, this::lineInfo),
                area(header, 2, CORE_RELOCATION_SIZE, this::coreRelocation));
    }

    private <R> BtfExt.Area<R> area(BtfHeader header, int number, int smallest, RecordReader<R> reader)
            throws BtfFormatException {
        int[] area = header.area(number, Integer.BYTES);
        BtfCursor in = new BtfCursor(section, btf.byteOrder(), area[0], area[1]);
        if (!in.hasMore()) {
            return BtfExt.Area.absent();
        }
        in.require(4, "the record size");
        int recordSize = in.int32();
        if (recordSize < smallest || recordSize % Integer.BYTES != 0) {
            throw new BtfFormatException(area[0], "record size " + Integer.toUnsignedString(recordSize));
        }
        List<BtfExt.Section<R>> sections = new ArrayList<>();
        while (in.hasMore()) {
            in.require(8, "a section's name and count");
            String name = string(in);
            long count = in.uint32();
            in.require(count * recordSize, "the records of " + count + " instructions");
            List<R> records = new ArrayList<>((int) count);
            for (int i = 0; i < count; i++) {
                records.add(reader.read(in, recordSize - smallest));
            }
            sections.add(new BtfExt.Section<>(name, records));
        }
        return new BtfExt.Area<>(recordSize, sections);
    }

    private BtfExt.FuncInfo funcInfo(BtfCursor in, int rest) throws BtfFormatException {
        return new BtfExt.FuncInfo(in.uint32(), type(in), tail(in, rest));
    }

    private BtfExt.LineInfo lineInfo(BtfCursor in, int rest) throws BtfFormatException {
        long instruction = in.uint32();
        String file = string(in);
        String text = string(in);
        int place = in.int32();
        return new BtfExt.LineInfo(
                instruction, file, text, place >>> COLUMN_BITS, place & ((1 << COLUMN_BITS) - 1), tail(in, rest));
    }

    private BtfExt.CoreRelocation coreRelocation(BtfCursor in, int rest) throws BtfFormatException {
        return new BtfExt.CoreRelocation(in.uint32(), type(in), string(in), in.int32(), tail(in, rest));
    }

    private String string(BtfCursor in) throws BtfFormatException {
        int at = in.offset();
        return strings.at(in.int32(), at);
    }

    private int type(BtfCursor in) throws BtfFormatException {
        int at = in.offset();
        int type = in.int32();
        if (type < 0 || type >= btf.types().size()) {
            throw new BtfFormatException(at, "type " + Integer.toUnsignedString(type) + " does not exist");
        }
        return type;
    }

    private static BtfRecordTail tail(BtfCursor in, int size) {
        return size == 0 ? BtfRecordTail.NONE : new BtfRecordTail(in.bytes(size));
    }

    private interface RecordReader<R> {
        R read(BtfCursor in, int rest) throws BtfFormatException;
    }
}
