package io.github.bpfmaven.btf;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * A {@code .BTF.ext} section: what is known of instructions. All strings of it are in the {@code .BTF} beside it.
 *
 * <p>Each of the three areas has records by ELF section of code. Offsets of instructions are in bytes from the start of
 * that section, unsigned 32 bits. (In the kernel's own interface they count instructions; in the object they do not.)
 *
 * <p>Source: {@code Documentation/bpf/btf.rst}, section 4.2; {@code struct btf_ext_header} and the structures beside it
 * in {@code tools/lib/bpf/libbpf_internal.h}; {@code struct bpf_core_relo} in {@code include/uapi/linux/bpf.h}.
 *
 * @param functions which function starts where
 * @param lines which source line an instruction is of
 * @param relocations CO-RE relocations
 */
public record BtfExt(Area<FuncInfo> functions, Area<LineInfo> lines, Area<CoreRelocation> relocations) {
    /** What an object without {@code .BTF.ext} has. */
    public static final BtfExt EMPTY = new BtfExt(Area.absent(), Area.absent(), Area.absent());

    /**
     * Reads a {@code .BTF.ext} section. Work and memory are at most proportional to the length of the two sections.
     *
     * @param section the section's data
     * @param btf the {@code .BTF} of the same object, as {@link Btf#read} gave it: strings and types are looked up in it.
     *     If it was not read, the strings are those that {@link Btf#write()} gives
     * @throws BtfFormatException if the section is damaged: a wrong magic, version, length or string offset, records that
     *     are too small or reach beyond their area, a type id that does not exist
     */
    public static BtfExt read(byte[] section, Btf btf) throws BtfFormatException {
        return new BtfExtReader(section.clone(), btf).read();
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return equals(EMPTY);
    }

    /** The same with other line records, one for each. */
    public BtfExt withLines(UnaryOperator<LineInfo> change) {
        return new BtfExt(functions, lines.map(change), relocations);
    }

    /** The same with other type ids. */
    public BtfExt withTypes(IntUnaryOperator ids) {
        return new BtfExt(
                functions.map(info -> new FuncInfo(info.instructionOffset, ids.applyAsInt(info.type), info.more)),
                lines,
                relocations.map(relocation -> new CoreRelocation(
                        relocation.instructionOffset,
                        ids.applyAsInt(relocation.type),
                        relocation.access,
                        relocation.kind,
                        relocation.more)));
    }

    /**
     * An area.
     *
     * @param recordSize the size in bytes of each record, a multiple of 4; 0 if the area is absent
     * @param sections the records by section of code, in file order
     */
    public record Area<R>(int recordSize, List<Section<R>> sections) {
        /** The list is copied. */
        public Area {
            sections = List.copyOf(sections);
        }

        /** An area that is not there. */
        public static <R> Area<R> absent() {
            return new Area<>(0, List.of());
        }

        private Area<R> map(Function<R, R> change) {
            return new Area<>(
                    recordSize,
                    sections.stream()
                            .map(section -> new Section<>(
                                    section.name,
                                    section.records.stream().map(change).toList()))
                            .toList());
        }
    }

    /**
     * The records of one section of code.
     *
     * @param name the ELF section's name
     */
    public record Section<R>(String name, List<R> records) {
        /** The list is copied. */
        public Section {
            records = List.copyOf(records);
        }
    }

    /**
     * The start of a function ({@code struct bpf_func_info}, 8 bytes).
     *
     * @param type id of a {@link BtfType.Func}; this is not checked
     * @param more what the record holds beyond that
     */
    public record FuncInfo(long instructionOffset, int type, BtfRecordTail more) {}

    /**
     * The source line of an instruction ({@code struct bpf_line_info}, 16 bytes).
     *
     * @param file the source file's name, as the compiler was told it
     * @param text the line itself; empty if the compiler could not read the file
     * @param line counted from 1; 0 to 2^22 - 1
     * @param column counted from 1, 0 if not known; 0 to 1023
     * @param more what the record holds beyond that
     */
    public record LineInfo(
            long instructionOffset, String file, String text, int line, int column, BtfRecordTail more) {}

    /**
     * A CO-RE relocation ({@code struct bpf_core_relo}, 16 bytes).
     *
     * @param type the id of the type that the access starts from
     * @param access {@code "0:1:2"}: indices of members and elements, or of an enumerator, or {@code "0"} for the type
     * @param kind {@code enum bpf_core_relo_kind}, raw 32 bits (0 is the byte offset of a field)
     * @param more what the record holds beyond that
     */
    public record CoreRelocation(long instructionOffset, int type, String access, int kind, BtfRecordTail more) {}
}
