package io.github.bpfmaven.btf;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
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

    private static final List<BtfKind> KINDS = List.of(BtfKind.values());

    private final BtfCursor in;
    private final BtfStrings strings;

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
        List<Integer> offsets = new ArrayList<>();
        BtfReader reader = new BtfReader(new BtfCursor(section, order, area[0], area[1]), new BtfStrings(strings));
        while (reader.in.hasMore()) {
            offsets.add(reader.in.offset());
            types.add(reader.type());
        }
        checkReferences(types, first, offsets);
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

    private static void checkReferences(List<BtfType> types, int first, List<Integer> offsets)
            throws BtfFormatException {
        for (int id = first; id < types.size(); id++) {
            // Most name just one; a stream for each of these takes longer than to read them.
            if (types.get(id) instanceof BtfType.Single single && single.type() >= 0 && single.type() < types.size()) {
                continue;
            }
            int bad = types.get(id)
                    .references()
                    .filter(type -> type < 0 || type >= types.size())
                    .findFirst()
                    .orElse(0);
            if (bad != 0) {
                throw new BtfFormatException(
                        offsets.get(id - first),
                        "type " + id + " names type " + Integer.toUnsignedString(bad) + ", which does not exist");
            }
        }
    }

    private BtfType type() throws BtfFormatException {
        in.require(TYPE_SIZE, "a type");
        int at = in.offset();
        String name = strings.at(in.int32(), at);
        int info = in.int32();
        int number = info >> KIND_SHIFT & KIND_BITS;
        check(number != 0 && number < KINDS.size(), at + 4, "unknown kind of type " + number);
        BtfKind kind = KINDS.get(number);
        check(name.isEmpty() || !WITHOUT_NAME.contains(kind), at, kind + " with a name");
        int count = info & COUNT_BITS;
        boolean flag = info < 0;
        check((info & 0x60ff0000) == 0, at + 4, "unknown bits set");
        check(count == 0 || WITH_COUNT.contains(kind), at + 4, kind + " with a count");
        check(!flag || WITH_FLAG.contains(kind), at + 4, kind + " with kind_flag");
        int word = in.int32();
        long size = Integer.toUnsignedLong(word);
        return switch (kind) {
            case INT -> integer(name, size);
            case PTR -> new BtfType.Ptr(word);
            case ARRAY -> {
                checkUnused(word, at);
                in.require(12, "an array");
                yield new BtfType.Array(in.int32(), in.int32(), in.uint32());
            }
            case STRUCT -> new BtfType.Struct(name, size, flag, members(count, flag));
            case UNION -> new BtfType.Union(name, size, flag, members(count, flag));
            case ENUM -> new BtfType.Enum(name, size, flag, values(count, flag));
            case ENUM64 -> new BtfType.Enum64(name, size, flag, wideValues(count));
            case FWD -> {
                checkUnused(word, at);
                yield new BtfType.Fwd(name, flag);
            }
            case TYPEDEF -> new BtfType.Typedef(name, word);
            case VOLATILE -> new BtfType.Volatile(word);
            case CONST -> new BtfType.Const(word);
            case RESTRICT -> new BtfType.Restrict(word);
            case FUNC -> new BtfType.Func(name, word, linkage(count, at + 4));
            case FUNC_PROTO -> new BtfType.FuncProto(word, params(count));
            case VAR -> {
                in.require(4, "a variable's linkage");
                yield new BtfType.Var(name, word, linkage(in.int32(), at + TYPE_SIZE));
            }
            case DATASEC -> new BtfType.DataSec(name, size, variables(count));
            case FLOAT -> new BtfType.Float(name, size);
            case DECL_TAG -> {
                in.require(4, "a declaration tag's component");
                yield new BtfType.DeclTag(name, word, in.int32(), flag);
            }
            case TYPE_TAG -> new BtfType.TypeTag(name, word, flag);
            case VOID -> throw new IllegalStateException("void has no record");
        };
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
        List<BtfMember> members = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String name = strings.at(in.int32(), in.offset() - 4L);
            int type = in.int32();
            long place = in.uint32();
            members.add(
                    bitFields
                            ? new BtfMember(name, type, place & 0xffffff, (int) (place >>> 24))
                            : new BtfMember(name, type, place, 0));
        }
        return members;
    }

    private List<BtfEnumerator> values(int count, boolean signed) throws BtfFormatException {
        in.require(8L * count, "the enum's values");
        List<BtfEnumerator> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String name = strings.at(in.int32(), in.offset() - 4L);
            int value = in.int32();
            values.add(new BtfEnumerator(name, signed ? value : Integer.toUnsignedLong(value)));
        }
        return values;
    }

    private List<BtfEnumerator> wideValues(int count) throws BtfFormatException {
        in.require(12L * count, "the enum's values");
        List<BtfEnumerator> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String name = strings.at(in.int32(), in.offset() - 4L);
            long low = in.uint32();
            values.add(new BtfEnumerator(name, in.uint32() << 32 | low));
        }
        return values;
    }

    private List<BtfParam> params(int count) throws BtfFormatException {
        in.require(8L * count, "the parameters");
        List<BtfParam> params = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String name = strings.at(in.int32(), in.offset() - 4L);
            params.add(new BtfParam(name, in.int32()));
        }
        return params;
    }

    private List<BtfVarSecInfo> variables(int count) throws BtfFormatException {
        in.require(12L * count, "the section's variables");
        List<BtfVarSecInfo> variables = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            variables.add(new BtfVarSecInfo(in.int32(), in.uint32(), in.uint32()));
        }
        return variables;
    }

    private static BtfLinkage linkage(int number, long offset) throws BtfFormatException {
        BtfLinkage[] known = BtfLinkage.values();
        check(number >= 0 && number < known.length, offset, "unknown linkage " + number);
        return known[number];
    }

    private static void checkUnused(int word, int at) throws BtfFormatException {
        check(word == 0, at + 8L, "a number where there must be 0");
    }

    private static void check(boolean good, long offset, String problem) throws BtfFormatException {
        if (!good) {
            throw new BtfFormatException(offset, problem);
        }
    }
}
