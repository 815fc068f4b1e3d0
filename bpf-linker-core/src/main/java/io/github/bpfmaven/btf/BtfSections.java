package io.github.bpfmaven.btf;

/**
 * A {@code .BTF} and a {@code .BTF.ext} section with one string section between them, which is in {@code .BTF}. Strings
 * stand there once each, in the order of first use: that of types by their ids (a type's name before its members'), then
 * function info, line info and CO-RE relocations. So equal models give equal bytes.
 *
 * <p>Of split BTF these are its own types and strings: see {@link Btf#write()}.
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
        BtfStringTable strings = table(btf);
        BtfOutput types = types(btf, strings);
        byte[] extSection = new BtfExtWriter(btf.byteOrder(), strings).write(ext);
        byte[] text = strings.bytes();
        BtfOutput section = new BtfOutput(btf.byteOrder());
        section.header(BtfHeader.FIXED_SIZE + 2 * BtfHeader.AREA_SIZE);
        section.int32(0).int32(types.size());
        section.int32(types.size()).int32(text.length);
        section.bytes(types.bytes()).bytes(text);
        return new BtfSections(section.bytes(), extSection);
    }

    /** The string section that {@link #write} gives to types without {@code .BTF.ext}. */
    static BtfStringSection strings(Btf btf) {
        BtfStringTable strings = table(btf);
        types(btf, strings);
        return new BtfStringSection(btf.base().map(Btf::strings), strings.bytes());
    }

    private static BtfStringTable table(Btf btf) {
        return btf.base().map(base -> new BtfStringTable(base.strings())).orElseGet(BtfStringTable::new);
    }

    private static BtfOutput types(Btf btf, BtfStringTable strings) {
        BtfOutput types = new BtfOutput(btf.byteOrder());
        BtfTypeWriter writer = new BtfTypeWriter(types, strings);
        btf.types().subList(btf.firstOwnId(), btf.types().size()).forEach(writer::write);
        return types;
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
