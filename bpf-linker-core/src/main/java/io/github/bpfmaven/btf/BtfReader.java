package io.github.bpfmaven.btf;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads {@code .BTF}. Every number is checked before it is used as an index or a size. */
final class BtfReader {
    private static final int TYPE_SIZE = 12;
    private static final int COUNT_BITS = 0xffff;
    private static final int KIND_SHIFT = 24;
    private static final int KIND_BITS = 0x1f;
    private static final Set<BtfKind> WITH_COUNT = EnumSet.of(
            BtfKind.STRUCT,
            BtfKind.UNION,
            BtfKind.ENUM,
            BtfKind.ENUM64,
            BtfKind.FUNC_PROTO,
            BtfKind.DATASEC,
            // The linkage.
            BtfKind.FUNC);
    private static final Set<BtfKind> WITH_FLAG = EnumSet.of(
            BtfKind.STRUCT,
            BtfKind.UNION,
            BtfKind.ENUM,
            BtfKind.ENUM64,
            BtfKind.FWD,
            BtfKind.DECL_TAG,
            BtfKind.TYPE_TAG);
    /** Those whose name the kernel refuses (kernel/bpf/btf.c), but for PTR: rustc names pointers, to no use. */
    private static final Set<BtfKind> WITHOUT_NAME =
            EnumSet.of(BtfKind.ARRAY, BtfKind.VOLATILE, BtfKind.CONST, BtfKind.RESTRICT, BtfKind.FUNC_PROTO);

    private static final Set<BtfKind> NAMING_ONE = EnumSet.of(
            BtfKind.PTR,
            BtfKind.TYPEDEF,
            BtfKind.VOLATILE,
            BtfKind.CONST,
            BtfKind.RESTRICT,
            BtfKind.FUNC,
            BtfKind.VAR,
            BtfKind.DECL_TAG,
            BtfKind.TYPE_TAG);

    private static final List<BtfKind> KINDS = List.of(BtfKind.values());
    private static final List<BtfLinkage> LINKAGES = List.of(BtfLinkage.values());

    private final BtfCursor in;
    private final BtfStrings strings;
    /** The highest id that a type has named so far; unsigned, so that none is negative. */
    private long highest;

    private BtfReader(BtfCursor in, BtfStrings strings) {
        this.in = in;
        this.strings = strings;
    }

    /** @param base empty if the section is not split */
    static Btf read(byte[] section, ByteOrder order, Optional<Btf> base) throws BtfFormatException {
        // Linux 7.1 has a third area: for each kind, how long its records are, for readers that do not know the kind.
        BtfHeader header = BtfHeader.read(section, order, 2, 3);
        BtfStringSection strings = strings(section, header.area(1, 1), base);
        int[] area = header.area(0, Integer.BYTES);
        List<BtfType> types = new ArrayList<>(base.map(Btf::types).orElse(List.of(new BtfType.Void())));
        // Those of the base are checked already, and can't name what came later.
        int first = types.size();
        int[] offsets = new int[(area[1] - area[0]) / TYPE_SIZE + 1];
        BtfReader reader = new BtfReader(new BtfCursor(section, order, area[0], area[1]), new BtfStrings(strings));
        while (reader.in.hasMore()) {
            offsets[types.size() - first] = reader.in.offset();
            types.add(reader.type());
        }
        if (reader.highest >= types.size()) {
            throw missing(types, first, offsets);
        }
        BtfCycles.check(types, first, offsets);
        return new Btf(order, types, base, Optional.of(strings));
    }

    private static BtfStringSection strings(byte[] section, int[] area, Optional<Btf> base) throws BtfFormatException {
        boolean some = area[0] < area[1];
        check(some || base.isPresent(), area[0], "the string section must start and end with NUL, but is empty");
        check(!some || section[area[1] - 1] == 0, area[1] - 1L, "the string section must end with NUL");
        check(
                base.isPresent() || section[area[0]] == 0,
                area[0],
                "the string section must start with NUL, but for split BTF, which is read over its base");
        return new BtfStringSection(base.map(Btf::strings), section, area[0], area[1]);
    }

    /** The first that names a type beyond the end; the reader knows already that one does. */
    private static BtfFormatException missing(List<BtfType> types, int first, int[] offsets) {
        int id = first;
        OptionalInt bad = OptionalInt.empty();
        while (bad.isEmpty()) {
            bad = types.get(id++)
                    .references()
                    .filter(type -> Integer.compareUnsigned(type, types.size()) >= 0)
                    .findFirst();
        }
        return new BtfFormatException(
                offsets[id - 1 - first],
                "type " + (id - 1) + " names type " + Integer.toUnsignedString(bad.getAsInt())
                        + ", which does not exist");
    }

    private BtfType type() throws BtfFormatException {
        in.require(TYPE_SIZE, "a type");
        int at = in.offset();
        String name = strings.at(in.int32(), at);
        int info = in.int32();
        int number = info >> KIND_SHIFT & KIND_BITS;
        check(number != 0 && number < KINDS.size(), at + 4, "unknown kind of type %s", number);
        BtfKind kind = KINDS.get(number);
        check(name.isEmpty() || !WITHOUT_NAME.contains(kind), at, "%s with a name", kind);
        int count = info & COUNT_BITS;
        boolean flag = info < 0;
        check((info & 0x60ff0000) == 0, at + 4, "unknown bits set");
        check(count == 0 || WITH_COUNT.contains(kind), at + 4, "%s with a count", kind);
        check(!flag || WITH_FLAG.contains(kind), at + 4, "%s with kind_flag", kind);
        if (NAMING_ONE.contains(kind)) {
            return single(kind, name, reference(), count, flag, at);
        }
        if (kind == BtfKind.FUNC_PROTO) {
            return new BtfType.FuncProto(reference(), params(count));
        }
        long size = in.uint32();
        return switch (kind) {
            case INT -> integer(name, size);
            case ARRAY -> {
                checkUnused(size, at);
                in.require(12, "an array");
                yield new BtfType.Array(reference(), reference(), in.uint32());
            }
            case STRUCT -> new BtfType.Struct(name, size, flag, members(count, flag));
            case UNION -> new BtfType.Union(name, size, flag, members(count, flag));
            case ENUM -> new BtfType.Enum(name, size, flag, values(count, flag));
            case ENUM64 -> new BtfType.Enum64(name, size, flag, wideValues(count));
            case FWD -> {
                checkUnused(size, at);
                yield new BtfType.Fwd(name, flag);
            }
            case DATASEC -> new BtfType.DataSec(name, size, variables(count));
            case FLOAT -> new BtfType.Float(name, size);
            default -> throw new IllegalStateException(kind + " has no record, or one of another form");
        };
    }

    private BtfType single(BtfKind kind, String name, int type, int count, boolean flag, int at)
            throws BtfFormatException {
        return switch (kind) {
            case PTR -> new BtfType.Ptr(type);
            case TYPEDEF -> new BtfType.Typedef(name, type);
            case VOLATILE -> new BtfType.Volatile(type);
            case CONST -> new BtfType.Const(type);
            case RESTRICT -> new BtfType.Restrict(type);
            case FUNC -> new BtfType.Func(name, type, linkage(count, at + 4));
            case VAR -> {
                in.require(4, "a variable's linkage");
                yield new BtfType.Var(name, type, linkage(in.int32(), at + TYPE_SIZE));
            }
            case DECL_TAG -> {
                in.require(4, "a declaration tag's component");
                yield new BtfType.DeclTag(name, type, in.int32(), flag);
            }
            case TYPE_TAG -> new BtfType.TypeTag(name, type, flag);
            default -> throw new IllegalStateException(kind + " names not just one type");
        };
    }

    /** The id of a type. Whether there is one is known at the end. */
    private int reference() {
        int id = in.int32();
        highest = Math.max(highest, Integer.toUnsignedLong(id));
        return id;
    }

    private BtfType.Int integer(String name, long size) throws BtfFormatException {
        in.require(4, "an integer's encoding");
        int at = in.offset();
        int encoding = in.int32();
        check((encoding & 0xf000ff00) == 0, at, "unknown bits set");
        return new BtfType.Int(name, size, encoding >>> 24, encoding >>> 16 & 0xff, encoding & 0xff);
    }

    private List<BtfMember> members(int count, boolean bitFields) throws BtfFormatException {
        in.require(12L * count, "the members");
        BtfMember[] members = new BtfMember[count];
        for (int i = 0; i < count; i++) {
            String name = strings.at(in.int32(), in.offset() - 4L);
            int type = reference();
            long place = in.uint32();
            members[i] = bitFields
                    ? new BtfMember(name, type, place & 0xffffff, (int) (place >>> 24))
                    : new BtfMember(name, type, place, 0);
        }
        return List.of(members);
    }

    private List<BtfEnumerator> values(int count, boolean signed) throws BtfFormatException {
        in.require(8L * count, "the enum's values");
        BtfEnumerator[] values = new BtfEnumerator[count];
        for (int i = 0; i < count; i++) {
            String name = strings.at(in.int32(), in.offset() - 4L);
            int value = in.int32();
            values[i] = new BtfEnumerator(name, signed ? value : Integer.toUnsignedLong(value));
        }
        return List.of(values);
    }

    private List<BtfEnumerator> wideValues(int count) throws BtfFormatException {
        in.require(12L * count, "the enum's values");
        BtfEnumerator[] values = new BtfEnumerator[count];
        for (int i = 0; i < count; i++) {
            String name = strings.at(in.int32(), in.offset() - 4L);
            long low = in.uint32();
            values[i] = new BtfEnumerator(name, in.uint32() << 32 | low);
        }
        return List.of(values);
    }

    private List<BtfParam> params(int count) throws BtfFormatException {
        in.require(8L * count, "the parameters");
        BtfParam[] params = new BtfParam[count];
        for (int i = 0; i < count; i++) {
            String name = strings.at(in.int32(), in.offset() - 4L);
            params[i] = new BtfParam(name, reference());
        }
        return List.of(params);
    }

    private List<BtfVarSecInfo> variables(int count) throws BtfFormatException {
        in.require(12L * count, "the section's variables");
        BtfVarSecInfo[] variables = new BtfVarSecInfo[count];
        for (int i = 0; i < count; i++) {
            variables[i] = new BtfVarSecInfo(reference(), in.uint32(), in.uint32());
        }
        return List.of(variables);
    }

    private static BtfLinkage linkage(int number, long offset) throws BtfFormatException {
        check(number >= 0 && number < LINKAGES.size(), offset, "unknown linkage %s", number);
        return LINKAGES.get(number);
    }

    private static void checkUnused(long word, int at) throws BtfFormatException {
        check(word == 0, at + 8L, "a number where there must be 0");
    }

    private static void check(boolean good, long offset, String problem) throws BtfFormatException {
        if (!good) {
            throw new BtfFormatException(offset, problem);
        }
    }

    /** Puts the message, with %s for what, together only if it is needed: there are half a million checks in a kernel's BTF. */
    private static void check(boolean good, long offset, String problem, Object what) throws BtfFormatException {
        if (!good) {
            throw new BtfFormatException(offset, problem.formatted(what));
        }
    }
}
