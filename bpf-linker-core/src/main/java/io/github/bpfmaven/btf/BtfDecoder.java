package io.github.bpfmaven.btf;

import java.util.List;

import org.jspecify.annotations.Nullable;

import static io.github.bpfmaven.btf.BtfRecords.HEAD;
import static io.github.bpfmaven.btf.BtfRecords.MEMBER;
import static io.github.bpfmaven.btf.BtfRecords.PAIR;

/** Types that were read: each is decoded when it is asked for, and kept. Nothing of that can fail, {@link BtfScan} has seen to it. */
final class BtfDecoder implements BtfTypeTable {
    private static final int MEMBER_OFFSET_BITS = 0xffffff;
    private static final int MEMBER_SIZE_SHIFT = 24;
    private static final BtfLinkage[] LINKAGES = BtfLinkage.values();

    private final BtfRecords records;
    private final BtfStrings strings;
    /** Threads that do not see each other's types make one more than once, of which all are equal. */
    private final @Nullable BtfType[] known;

    /** @param strings of which all that the records name were checked */
    BtfDecoder(BtfRecords records, BtfStrings strings) {
        this.records = records;
        this.strings = strings;
        this.known = new BtfType[records.count()];
    }

    @Override
    public int count() {
        return records.count();
    }

    @Override
    public BtfKind kind(int place) {
        return records.kind(place);
    }

    @Override
    public int nameHash(int place) {
        return strings.hash(records.name(place));
    }

    @Override
    public BtfType type(int place) {
        BtfType type = known[place];
        if (type == null) {
            type = decode(place);
            known[place] = type;
        }
        return type;
    }

    private BtfType decode(int place) {
        String name = strings.at(records.name(place));
        int last = records.word(place, 2);
        long size = Integer.toUnsignedLong(last);
        boolean flag = records.flag(place);
        return switch (records.kind(place)) {
            case VOID -> throw new IllegalStateException("no record is of kind VOID");
            case INT -> integer(name, size, records.word(place, HEAD));
            case PTR -> new BtfType.Ptr(last);
            case ARRAY ->
                new BtfType.Array(records.word(place, HEAD), records.word(place, HEAD + 1), unsigned(place, HEAD + 2));
            case STRUCT -> new BtfType.Struct(name, size, flag, members(place));
            case UNION -> new BtfType.Union(name, size, flag, members(place));
            case ENUM -> new BtfType.Enum(name, size, flag, values(place));
            case FWD -> new BtfType.Fwd(name, flag);
            case TYPEDEF -> new BtfType.Typedef(name, last);
            case VOLATILE -> new BtfType.Volatile(last);
            case CONST -> new BtfType.Const(last);
            case RESTRICT -> new BtfType.Restrict(last);
            case FUNC -> new BtfType.Func(name, last, LINKAGES[records.entries(place)]);
            case FUNC_PROTO -> new BtfType.FuncProto(last, params(place));
            case VAR -> new BtfType.Var(name, last, LINKAGES[records.word(place, HEAD)]);
            case DATASEC -> new BtfType.DataSec(name, size, variables(place));
            case FLOAT -> new BtfType.Float(name, size);
            case DECL_TAG -> new BtfType.DeclTag(name, last, records.word(place, HEAD), flag);
            case TYPE_TAG -> new BtfType.TypeTag(name, last, flag);
            case ENUM64 -> new BtfType.Enum64(name, size, flag, wideValues(place));
        };
    }

    private static BtfType.Int integer(String name, long size, int encoding) {
        return new BtfType.Int(name, size, encoding >>> 24, encoding >>> 16 & 0xff, encoding & 0xff);
    }

    private List<BtfMember> members(int place) {
        boolean bitFields = records.flag(place);
        BtfMember[] members = new BtfMember[records.entries(place)];
        for (int i = 0; i < members.length; i++) {
            int at = HEAD + MEMBER * i;
            String name = strings.at(records.word(place, at));
            int type = records.word(place, at + 1);
            int where = records.word(place, at + 2);
            members[i] = bitFields
                    ? new BtfMember(name, type, where & MEMBER_OFFSET_BITS, where >>> MEMBER_SIZE_SHIFT)
                    : new BtfMember(name, type, Integer.toUnsignedLong(where), 0);
        }
        return List.of(members);
    }

    private List<BtfEnumerator> values(int place) {
        boolean signed = records.flag(place);
        BtfEnumerator[] values = new BtfEnumerator[records.entries(place)];
        for (int i = 0; i < values.length; i++) {
            int at = HEAD + PAIR * i;
            String name = strings.at(records.word(place, at));
            values[i] = new BtfEnumerator(name, signed ? records.word(place, at + 1) : unsigned(place, at + 1));
        }
        return List.of(values);
    }

    private List<BtfEnumerator> wideValues(int place) {
        BtfEnumerator[] values = new BtfEnumerator[records.entries(place)];
        for (int i = 0; i < values.length; i++) {
            int at = HEAD + MEMBER * i;
            String name = strings.at(records.word(place, at));
            values[i] = new BtfEnumerator(name, unsigned(place, at + 2) << Integer.SIZE | unsigned(place, at + 1));
        }
        return List.of(values);
    }

    private List<BtfParam> params(int place) {
        BtfParam[] params = new BtfParam[records.entries(place)];
        for (int i = 0; i < params.length; i++) {
            int at = HEAD + PAIR * i;
            params[i] = new BtfParam(strings.at(records.word(place, at)), records.word(place, at + 1));
        }
        return List.of(params);
    }

    private List<BtfVarSecInfo> variables(int place) {
        BtfVarSecInfo[] variables = new BtfVarSecInfo[records.entries(place)];
        for (int i = 0; i < variables.length; i++) {
            int at = HEAD + MEMBER * i;
            variables[i] = new BtfVarSecInfo(records.word(place, at), unsigned(place, at + 1), unsigned(place, at + 2));
        }
        return List.of(variables);
    }

    private long unsigned(int place, int number) {
        return Integer.toUnsignedLong(records.word(place, number));
    }
}
