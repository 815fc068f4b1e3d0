package io.github.bpfmaven.btf;

import java.nio.ByteOrder;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.RandomAccess;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The types of a {@code .BTF} section; immutable.
 *
 * <p>Strings are part of the types here; the string section exists only in the bytes. Not kept are strings that no type
 * names, and names of pointers: rustc gives them, and the kernel refuses them.
 *
 * <p>Split BTF, as kernel modules have it, goes on where its base ends: its first type has the id behind the last of the
 * base, and its types name those of the base too. Here it has all types, those of the base first, so that it answers like
 * any other; {@link #firstOwnId()} tells them apart. A base may be split itself.
 *
 * <p>Source: {@code include/uapi/linux/btf.h}, Linux 6.18; {@code Documentation/bpf/btf.rst}.
 */
public final class Btf {
    private static final BtfType VOID = new BtfType.Void();

    private final ByteOrder byteOrder;
    private final BtfTypeTable own;
    private final int first;
    private final Optional<Btf> base;
    private final Optional<BtfStringSection> strings;
    private final List<BtfType> types = new Types();
    /** By kind, made when one of that kind is first looked for. */
    private final Map<BtfKind, BtfNames> names = new ConcurrentHashMap<>();

    /**
     * @param own without those of the base; all references exist
     * @param strings that they were read with, empty if they were not read
     */
    Btf(ByteOrder byteOrder, BtfTypeTable own, Optional<Btf> base, Optional<BtfStringSection> strings) {
        this.byteOrder = byteOrder;
        this.own = own;
        this.first = firstBehind(base);
        this.base = base;
        this.strings = strings;
    }

    /** The first id of what goes on from a base, or from nothing. */
    static int firstBehind(Optional<Btf> base) {
        return base.map(Btf::end).orElse(1);
    }

    /**
     * Types of which the first gets id 1, the next 2, and so on.
     *
     * @throws IllegalArgumentException if one is {@link BtfType.Void} or names a type that does not exist
     */
    public static Btf of(ByteOrder byteOrder, List<? extends BtfType> types) {
        return of(byteOrder, Optional.empty(), types);
    }

    /**
     * Split BTF: types of which the first gets the id behind the last of the base, in the byte order of the base.
     *
     * @throws IllegalArgumentException if one is {@link BtfType.Void} or names a type that neither has
     */
    public static Btf splitOf(Btf base, List<? extends BtfType> types) {
        return of(base.byteOrder, Optional.of(base), types);
    }

    private static Btf of(ByteOrder byteOrder, Optional<Btf> base, List<? extends BtfType> types) {
        int end = firstBehind(base) + types.size();
        for (BtfType type : types) {
            if (type instanceof BtfType.Void || !namesOnly(type, end)) {
                throw new IllegalArgumentException(type + " is void or names a type that does not exist");
            }
        }
        return new Btf(byteOrder, BtfTypeTable.Listed.of(types), base, Optional.empty());
    }

    private static boolean namesOnly(BtfType type, int end) {
        for (int number = 0; number < type.referenceCount(); number++) {
            if (type.reference(number) < 0 || type.reference(number) >= end) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads a {@code .BTF} section. Work and memory are at most proportional to its length, whatever it claims to hold. All of
     * it is checked; types are decoded when they are asked for.
     *
     * @param section the section's data; the object that it is in tells the byte order
     * @throws BtfFormatException if the section is damaged: a wrong magic, version, length, kind, linkage or string
     *     offset, bits set that have no meaning, a name of a kind that has none, a type id that does not exist, a type that contains itself other than
     *     through a pointer
     */
    public static Btf read(byte[] section, ByteOrder byteOrder) throws BtfFormatException {
        return BtfReader.read(section, byteOrder, Optional.empty());
    }

    /**
     * Reads split BTF, such as {@code /sys/kernel/btf/nf_tables} over {@code /sys/kernel/btf/vmlinux}. Work and memory are
     * at most proportional to its length and that of the base.
     *
     * <p>A base that was read is taken with the string section that it was read with; any other with the one that its
     * {@link #write()} gives.
     *
     * @param base what the section was made for, with the very same ids and strings: nothing in the section tells
     * @param section the section's data, in the byte order of the base
     * @throws BtfFormatException as {@link #read}: also if the section has another byte order than the base, and if a string
     *     or a type is in neither. The offset is that in the section
     */
    public static Btf readSplit(Btf base, byte[] section) throws BtfFormatException {
        return BtfReader.read(section, base.byteOrder, Optional.of(base));
    }

    /** What this BTF goes on from; empty if it is not split. */
    public Optional<Btf> base() {
        return base;
    }

    /** The lowest id that is not one of the base's: 1 if this BTF is not split. No type has it if nothing was added. */
    public int firstOwnId() {
        return first;
    }

    /** The byte order that it was read in and is written in. */
    public ByteOrder byteOrder() {
        return byteOrder;
    }

    /** All types in the order of their ids, with those of the base; the first, with id 0, is {@link BtfType.Void}. */
    public List<BtfType> types() {
        return types;
    }

    /**
     * The type with that id.
     *
     * @throws IndexOutOfBoundsException if there is none; ids named by types of this BTF always exist
     */
    public BtfType type(int id) {
        if (id >= first) {
            return own.type(id - first);
        }
        Objects.checkIndex(id, first);
        return base.isPresent() ? base.get().type(id) : VOID;
    }

    /**
     * The kind of the type with that id, the same as {@code type(id).kind()}, for less: nothing is decoded.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public BtfKind kind(int id) {
        if (id >= first) {
            return own.kind(id - first);
        }
        Objects.checkIndex(id, first);
        return base.isPresent() ? base.get().kind(id) : BtfKind.VOID;
    }

    /**
     * The ids of the types of a kind that have a name, in ascending order, with those of the base.
     *
     * @param name not empty
     */
    public IntStream ids(BtfKind kind, String name) {
        return idsOfStem(kind, name).filter(id -> type(id).name().equals(name));
    }

    /**
     * The ids of the types of a kind whose name has the same stem as another one, in ascending order, with those of the base.
     * The stem is what stands before the first three underscores in a row, else the whole name: what CO-RE calls flavors of a
     * type have one stem. Some types may be among them whose name has another one.
     *
     * @param name not empty
     */
    public IntStream idsOfStem(BtfKind kind, String name) {
        IntStream found = names.computeIfAbsent(kind, wanted -> BtfNames.of(own, wanted)).places(name).stream()
                .mapToInt(place -> first + place);
        return base.isPresent() ? IntStream.concat(base.get().idsOfStem(kind, name), found) : found;
    }

    /**
     * The id of what is left when typedefs, {@code const}, {@code volatile}, {@code restrict} and type tags are taken
     * off a type; the same id if it is none of them.
     *
     * @throws IndexOutOfBoundsException if there is no such type
     */
    public int resolve(int id) {
        int resolved = id;
        // Ends: types that contain themselves are not read. Types put together by hand could, but would not get far.
        for (int steps = 0; steps < end(); steps++) {
            switch (kind(resolved)) {
                case TYPEDEF, CONST, VOLATILE, RESTRICT, TYPE_TAG ->
                    resolved = ((BtfType.Single) type(resolved)).type();
                default -> {
                    return resolved;
                }
            }
        }
        return resolved;
    }

    /**
     * The size of a value of a type in bytes, as C's {@code sizeof} gives it for BPF: 8 for a pointer, 0 for an array without
     * a length.
     *
     * @return empty for what has none: {@code void}, forward declarations of structs, functions and prototypes, variables,
     *     DATASECs, declaration tags, arrays of those; also for arrays whose size does not fit into a {@code long}, and
     *     types put together by hand that lead back to themselves
     * @throws IndexOutOfBoundsException if there is no such type
     */
    public OptionalLong size(int id) {
        return new BtfSizes(this).of(id);
    }

    /**
     * The {@code .BTF} section without the strings of a {@code .BTF.ext}; see {@link BtfSections} for both.
     *
     * <p>Of split BTF these are its own types, with the strings that the base has not. It goes with the section that the
     * base was read from, and only if it was not read with what {@code write()} makes of the base.
     */
    public byte[] write() {
        return BtfSections.write(this, BtfExt.EMPTY).btf();
    }

    /** The string section that this was read with; the one that it is written with if it was not read. */
    BtfStringSection strings() {
        return strings.orElseGet(() -> BtfSections.strings(this));
    }

    private int end() {
        return first + own.count();
    }

    /** All of them, each decoded when it is asked for. */
    private final class Types extends AbstractList<BtfType> implements RandomAccess {
        @Override
        public BtfType get(int id) {
            return type(id);
        }

        @Override
        public int size() {
            return end();
        }
    }
}
