package io.github.bpfmaven.btf;

/**
 * A {@code .BTF} and a {@code .BTF.ext} section with one string section between them, which is in {@code .BTF}. Strings
 * stand there once each, in the order of first use: that of types by their ids (a type's name before its members'), then
 * function info, line info and CO-RE relocations. So equal models give equal bytes.
 *
 * <p>Headers are 24 and 32 bytes long, and areas follow one another without a gap, in the order of the header.
 */
public final class BtfSections {
    private final byte[] btf;
    private final byte[] ext;

    private BtfSections(byte[] btf, byte[] ext) {
        this.btf = btf;
        this.ext = ext;
    }

    /**
     * Writes both in the byte order of the types.
     *
     * @param ext {@link BtfExt#EMPTY} if there is none
     */
    public static BtfSections write(Btf btf, BtfExt ext) {
        BtfStringTable strings = new BtfStringTable();
        BtfOutput types = new BtfOutput(btf.byteOrder());
        BtfTypeWriter typeWriter = new BtfTypeWriter(types, strings);
        btf.types().forEach(typeWriter::write);
        byte[] extSection = new BtfExtWriter(btf.byteOrder(), strings).write(ext);
        byte[] text = strings.bytes();
        BtfOutput section = new BtfOutput(btf.byteOrder());
        section.header(BtfHeader.FIXED_SIZE + 2 * BtfHeader.AREA_SIZE);
        section.int32(0).int32(types.size());
        section.int32(types.size()).int32(text.length);
        section.bytes(types.bytes()).bytes(text);
        return new BtfSections(section.bytes(), extSection);
    }

    /** The {@code .BTF} section, as a copy. */
    public byte[] btf() {
        return btf.clone();
    }

    /** The {@code .BTF.ext} section, as a copy; just a header if there is nothing in it. */
    public byte[] ext() {
        return ext.clone();
    }
}
