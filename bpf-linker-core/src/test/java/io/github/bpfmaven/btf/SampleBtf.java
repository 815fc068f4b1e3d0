package io.github.bpfmaven.btf;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Types of every kind, with every flag, and all that {@code .BTF.ext} can hold. */
final class SampleBtf {
    private SampleBtf() {}

    static Btf everyKind(ByteOrder order) {
        return Btf.of(
                order,
                List.of(
                        new BtfType.Int("int", 4, BtfType.Int.SIGNED, 0, 32),
                        new BtfType.Ptr(22),
                        new BtfType.Array(1, 1, 0xffffffffL),
                        new BtfType.Struct(
                                "s",
                                0x80000000L,
                                true,
                                List.of(new BtfMember("a", 1, 0xffffff, 255), new BtfMember("", 5, 32, 0))),
                        new BtfType.Union("u", 4, false, List.of(new BtfMember("b", 1, 0xffffffffL, 0))),
                        new BtfType.Enum("e", 4, true, List.of(new BtfEnumerator("MINUS", -1))),
                        new BtfType.Enum("f", 1, false, List.of(new BtfEnumerator("MOST", 0xffffffffL))),
                        new BtfType.Fwd("fs", false),
                        new BtfType.Fwd("fu", true),
                        new BtfType.Typedef("t", 11),
                        new BtfType.Volatile(12),
                        new BtfType.Const(13),
                        new BtfType.Restrict(2),
                        new BtfType.Func("prog", 15, BtfLinkage.GLOBAL),
                        new BtfType.FuncProto(1, List.of(new BtfParam("ctx", 2), new BtfParam("", 0))),
                        new BtfType.Var("v", 1, BtfLinkage.EXTERN),
                        new BtfType.DataSec(".bss", 0, List.of(new BtfVarSecInfo(16, 8, 4))),
                        new BtfType.Float("double", 8),
                        new BtfType.DeclTag("decl", 4, -1, false),
                        new BtfType.DeclTag("attribute", 4, 1, true),
                        new BtfType.TypeTag("far", 8, true),
                        new BtfType.TypeTag("near", 21, false),
                        new BtfType.Enum64(
                                "g",
                                8,
                                true,
                                List.of(
                                        new BtfEnumerator("LEAST", Long.MIN_VALUE),
                                        new BtfEnumerator("NEXT", 0x0123456789abcdefL)))));
    }

    /**
     * Split BTF of the same types, so that each names an own one; and a type that names the first of the base.
     *
     * @param suffix of the names that neither the base nor the sample has
     */
    static Btf everyKindOver(Btf base, String suffix) {
        int before = base.types().size() - 1;
        Btf sample = everyKind(base.byteOrder());
        List<BtfType> own = new ArrayList<>();
        sample.types()
                .subList(1, sample.types().size())
                .forEach(type -> own.add(type.withReferences(id -> id == 0 ? 0 : id + before)));
        own.add(new BtfType.Typedef("new" + suffix, 1));
        own.add(new BtfType.Typedef("again" + suffix, before + 1));
        return Btf.splitOf(base, own);
    }

    static BtfExt ext() {
        BtfRecordTail tail = new BtfRecordTail(new byte[] {1, 2, 3, 4});
        return new BtfExt(
                new BtfExt.Area<>(12, List.of(new BtfExt.Section<>("xdp", List.of(new BtfExt.FuncInfo(0, 14, tail))))),
                new BtfExt.Area<>(
                        16,
                        List.of(
                                new BtfExt.Section<>(
                                        "xdp",
                                        List.of(
                                                new BtfExt.LineInfo(0, "a.bpf.c", "\tint i;", 3, 5, BtfRecordTail.NONE),
                                                new BtfExt.LineInfo(
                                                        8, "a.bpf.c", "", 0x3fffff, 1023, BtfRecordTail.NONE))),
                                new BtfExt.Section<>("tc", List.of()))),
                new BtfExt.Area<>(
                        16,
                        List.of(new BtfExt.Section<>(
                                "xdp", List.of(new BtfExt.CoreRelocation(8, 4, "0:1", 12, BtfRecordTail.NONE))))));
    }
}
