package io.github.bpfmaven.input;

import java.util.ArrayList;
import java.util.List;

/**
 * Walks an LLVM bitstream: blocks with records in them, packed into bits from the lowest of each byte on.
 *
 * <p>Source: {@code llvm/docs/BitCodeFormat.rst}, LLVM 20.
 */
final class Bitstream {
    static final int END_BLOCK = 0;
    static final int ENTER_SUBBLOCK = 1;
    static final int DEFINE_ABBREV = 2;
    private static final int UNABBREV_RECORD = 3;
    private static final int FIRST_ABBREV = 4;
    private static final int FIXED = 1;
    private static final int VBR = 2;
    private static final int ARRAY = 3;
    private static final int CHAR6 = 4;
    private static final int BLOB = 5;
    private static final String CHAR6_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._";

    private final byte[] bytes;
    private final long end;
    private final List<List<Operand>> abbreviations = new ArrayList<>();
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

    /** @param code tells what the record is; in the block that it is in */
    record Record(int code, List<Long> operands) {
        String text() {
            var text = new StringBuilder(operands.size());
            operands.forEach(letter -> text.append((char) (letter & 0xff)));
            return text.toString();
        }
    }

    /** @param wordsLength how many 32-bit words the block's content has */
    record Block(int id, int abbreviationWidth, long contentBit, long wordsLength) {}

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
            var part = (bytes[(int) (bit >> 3)] & 0xffL) >> inByte & (1L << take) - 1;
            value |= part << read;
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

    /** After {@link #ENTER_SUBBLOCK}. */
    Block enterBlock() throws DamagedException {
        var id = (int) vbr(8);
        var width = (int) vbr(4);
        align();
        var words = fixed(32);
        if (words * 32 > end - bit) {
            throw new DamagedException(bit, "a block is longer than the file");
        }
        return new Block(id, width, bit, words);
    }

    /** After {@link #ENTER_SUBBLOCK}: goes on behind the block, whose abbreviations are none of the block around it. */
    void skipBlock() throws DamagedException {
        skip(enterBlock());
    }

    /** Goes on behind a block at the top level. */
    void leave(Block block) {
        abbreviations.clear();
        skip(block);
    }

    private void skip(Block block) {
        bit = block.contentBit + block.wordsLength * 32;
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
    Record record(int id) throws DamagedException {
        var values = id == UNABBREV_RECORD ? unabbreviated() : abbreviated(id);
        if (values.isEmpty()) {
            throw new DamagedException(bit, "a record has no code");
        }
        return new Record((int) (long) values.get(0), values.subList(1, values.size()));
    }

    private List<Long> unabbreviated() throws DamagedException {
        var values = new ArrayList<Long>();
        values.add(vbr(6));
        var count = bounded(vbr(6));
        for (var i = 0; i < count; i++) {
            values.add(vbr(6));
        }
        return values;
    }

    private List<Long> abbreviated(int id) throws DamagedException {
        if (id - FIRST_ABBREV >= abbreviations.size()) {
            throw new DamagedException(bit, "abbreviation " + id + " isn't defined");
        }
        var values = new ArrayList<Long>();
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
        return values;
    }

    private int bounded(long count) throws DamagedException {
        if (count < 0 || count > end - bit) {
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
