package io.github.bpfmaven.input;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Walks an LLVM bitstream: blocks with records in them, packed into bits from the lowest of each byte on.
 *
 * <p>Source: {@code llvm/docs/BitCodeFormat.rst}, LLVM 20.
 */
final class Bitstream {
    static final int END_BLOCK = 0;
    static final int ENTER_SUBBLOCK = 1;
    static final int DEFINE_ABBREV = 2;
    /** The block of that id tells about others. */
    static final int BLOCK_INFO = 0;

    private static final int SET_BLOCK_ID = 1;
    private static final int UNABBREV_RECORD = 3;
    private static final int FIRST_ABBREV = 4;
    private static final int FIXED = 1;
    private static final int VBR = 2;
    private static final int ARRAY = 3;
    private static final int CHAR6 = 4;
    private static final int BLOB = 5;
    /** No record has as many; a table of strings is a blob of that size. */
    private static final int MOST_OPERANDS = 1 << 28;

    private static final String CHAR6_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._";

    private final byte[] bytes;
    private final long end;
    /** What the BLOCKINFO block defines for blocks of each kind. */
    private final Map<Integer, List<List<Operand>>> blockInfo = new HashMap<>();

    private List<List<Operand>> abbreviations = new ArrayList<>();
    private long bit;

    Bitstream(byte[] bytes) {
        this.bytes = bytes;
        this.end = (long) bytes.length * Byte.SIZE;
    }

    /** The stream contradicts itself or ends too early. */
    static final class DamagedException extends Exception {
        private static final long serialVersionUID = 1L;

        DamagedException(long bit, String what) {
            super("at bit " + bit + " " + what);
        }
    }

    /** Numbers that are not yet known to be how many. */
    private static final class Numbers {
        private long[] values = new long[16];
        private int count;

        void add(long value) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = value;
        }
    }

    /** A block that is being read. */
    static final class Block {
        private final int id;
        private final int abbreviationWidth;
        private final long endBit;
        private final List<List<Operand>> outerAbbreviations;

        private Block(int id, int abbreviationWidth, long endBit, List<List<Operand>> outerAbbreviations) {
            this.id = id;
            this.abbreviationWidth = abbreviationWidth;
            this.endBit = endBit;
            this.outerAbbreviations = outerAbbreviations;
        }

        int id() {
            return id;
        }

        int abbreviationWidth() {
            return abbreviationWidth;
        }
    }

    private record Operand(boolean literal, long value, int encoding) {}

    boolean atEnd() {
        return end - bit < Integer.SIZE;
    }

    long position() {
        return bit;
    }

    void seek(long position) {
        bit = position;
    }

    /** An abbreviation id, at the given width. */
    int id(int width) throws DamagedException {
        return (int) fixed(width);
    }

    long fixed(int width) throws DamagedException {
        if (width > Long.SIZE || width > end - bit) {
            throw new DamagedException(bit, "the bitcode ends too early");
        }
        var value = 0L;
        for (var read = 0; read < width; ) {
            var inByte = (int) (bit & 7);
            var take = Math.min(8 - inByte, width - read);
            var part = (bytes[(int) (bit >> 3)] & 0xff) >> inByte & (1 << take) - 1;
            value |= (long) part << read;
            read += take;
            bit += take;
        }
        return value;
    }

    private long vbr(int width) throws DamagedException {
        if (width < 2 || width > Integer.SIZE) {
            throw new DamagedException(bit, "a number has " + width + " bits a part");
        }
        var value = 0L;
        for (var shift = 0; ; shift += width - 1) {
            var part = fixed(width);
            if (shift < Long.SIZE) {
                value |= (part & (1L << width - 1) - 1) << shift;
            }
            if ((part & 1L << width - 1) == 0) {
                return value;
            }
        }
    }

    private void align() {
        bit = bit + 31 & ~31L;
    }

    /** After {@link #ENTER_SUBBLOCK}; {@link #leave} follows. */
    Block enterBlock() throws DamagedException {
        var id = (int) vbr(8);
        var width = (int) vbr(4);
        align();
        var words = fixed(32);
        if (words * 32 > end - bit) {
            throw new DamagedException(bit, "a block is longer than the file");
        }
        var block = new Block(id, width, bit + words * 32, abbreviations);
        abbreviations = new ArrayList<>(blockInfo.getOrDefault(id, List.of()));
        return block;
    }

    /** Goes on behind a block, wherever in it reading has come to. */
    void leave(Block block) {
        bit = block.endBit;
        abbreviations = block.outerAbbreviations;
    }

    /** After {@link #ENTER_SUBBLOCK}: goes on behind the block. */
    void skipBlock() throws DamagedException {
        leave(enterBlock());
    }

    /** Reads what a BLOCKINFO block defines for other blocks. */
    void readBlockInfo(Block block) throws DamagedException {
        var about = -1;
        while (true) {
            var id = id(block.abbreviationWidth);
            switch (id) {
                case END_BLOCK -> {
                    return;
                }
                case ENTER_SUBBLOCK -> skipBlock();
                case DEFINE_ABBREV -> {
                    defineAbbreviation();
                    var defined = abbreviations.remove(abbreviations.size() - 1);
                    blockInfo.computeIfAbsent(about, kind -> new ArrayList<>()).add(defined);
                }
                default -> {
                    var record = record(id);
                    if (record.code() == SET_BLOCK_ID) {
                        about = (int) record.operand(0);
                    }
                }
            }
        }
    }

    /** After {@link #DEFINE_ABBREV}. */
    void defineAbbreviation() throws DamagedException {
        var count = vbr(5);
        if (count > end - bit) {
            throw new DamagedException(bit, "an abbreviation has more operands than the file has bits");
        }
        var operands = new ArrayList<Operand>();
        for (var i = 0L; i < count; i++) {
            if (fixed(1) == 1) {
                operands.add(new Operand(true, vbr(8), 0));
            } else {
                var encoding = (int) fixed(3);
                operands.add(new Operand(false, encoding == FIXED || encoding == VBR ? vbr(5) : 0, encoding));
            }
        }
        abbreviations.add(operands);
    }

    /** @param id of an abbreviation, or the one of records without */
    BitstreamRecord record(int id) throws DamagedException {
        return id == UNABBREV_RECORD ? unabbreviated() : abbreviated(id);
    }

    private BitstreamRecord unabbreviated() throws DamagedException {
        var code = vbr(6);
        var count = bounded(vbr(6)) + 1;
        var values = new long[count];
        var places = new long[count];
        values[0] = code;
        for (var i = 1; i < count; i++) {
            places[i] = bit;
            values[i] = vbr(6);
        }
        return new BitstreamRecord(values, places, count);
    }

    private BitstreamRecord abbreviated(int id) throws DamagedException {
        if (id - FIRST_ABBREV >= abbreviations.size()) {
            throw new DamagedException(bit, "abbreviation " + id + " isn't defined");
        }
        var values = new Numbers();
        var operands = abbreviations.get(id - FIRST_ABBREV);
        for (var i = 0; i < operands.size(); i++) {
            var operand = operands.get(i);
            switch (operand.encoding) {
                case ARRAY -> {
                    if (i + 1 >= operands.size()) {
                        throw new DamagedException(bit, "an array has no element type");
                    }
                    var element = operands.get(++i);
                    var count = bounded(vbr(6));
                    for (var n = 0; n < count; n++) {
                        values.add(scalar(element));
                    }
                }
                case BLOB -> {
                    var count = bounded(vbr(6));
                    align();
                    for (var n = 0; n < count; n++) {
                        values.add(fixed(8));
                    }
                    align();
                }
                default -> values.add(scalar(operand));
            }
        }
        if (values.count == 0) {
            throw new DamagedException(bit, "a record has no code");
        }
        return new BitstreamRecord(values.values, new long[0], values.count);
    }

    private int bounded(long count) throws DamagedException {
        // Each takes six bits at least, but for elements of arrays that are no wider than nothing.
        if (count < 0 || count > end - bit || count > MOST_OPERANDS) {
            throw new DamagedException(bit, "a record has more operands than the file has bits");
        }
        return (int) count;
    }

    private long scalar(Operand operand) throws DamagedException {
        if (operand.literal) {
            return operand.value;
        }
        return switch (operand.encoding) {
            case FIXED -> fixed((int) Math.min(operand.value, Integer.MAX_VALUE));
            case VBR -> operand.value == 0 ? 0 : vbr((int) Math.min(operand.value, Integer.MAX_VALUE));
            case CHAR6 -> CHAR6_LETTERS.charAt((int) fixed(6));
            default -> throw new DamagedException(bit, "an abbreviation has an unknown encoding");
        };
    }
}
