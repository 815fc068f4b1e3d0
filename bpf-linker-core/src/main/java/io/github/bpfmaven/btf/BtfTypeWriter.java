package io.github.bpfmaven.btf;

/** Writes the records of types. */
final class BtfTypeWriter {
    private static final int KIND_SHIFT = 24;
    private static final int FLAG = 1 << 31;

    private final BtfOutput out;
    private final BtfStringTable strings;

    BtfTypeWriter(BtfOutput out, BtfStringTable strings) {
        this.out = out;
        this.strings = strings;
    }

    void write(BtfType type) {
        // Java 17 has no switch over the types themselves.
        if (type instanceof BtfType.Int integer) {
            start(type, 0, false, integer.size());
            out.int32(integer.encoding() << 24 | integer.bitOffset() << 16 | integer.bits());
        } else if (type instanceof BtfType.Array array) {
            start(type, 0, false, 0);
            out.int32(array.elementType()).int32(array.indexType()).int32(array.count());
        } else if (type instanceof BtfType.Composite composite) {
            start(type, composite.members().size(), composite.bitFields(), composite.size());
            composite.members().forEach(this::member);
        } else if (type instanceof BtfType.Enum values) {
            start(type, values.values().size(), values.signed(), values.size());
            values.values()
                    .forEach(value -> out.int32(strings.offset(value.name())).int32(value.value()));
        } else if (type instanceof BtfType.Enum64 values) {
            start(type, values.values().size(), values.signed(), values.size());
            // The lower half comes first, in both byte orders.
            values.values()
                    .forEach(value -> out.int32(strings.offset(value.name()))
                            .int32(value.value())
                            .int32(value.value() >>> 32));
        } else if (type instanceof BtfType.Fwd fwd) {
            start(type, 0, fwd.union(), 0);
        } else if (type instanceof BtfType.FuncProto proto) {
            start(type, proto.params().size(), false, proto.returnType());
            proto.params()
                    .forEach(param -> out.int32(strings.offset(param.name())).int32(param.type()));
        } else if (type instanceof BtfType.DataSec section) {
            start(type, section.variables().size(), false, section.size());
            section.variables()
                    .forEach(info -> out.int32(info.type()).int32(info.offset()).int32(info.size()));
        } else if (type instanceof BtfType.Float number) {
            start(type, 0, false, number.size());
        } else if (type instanceof BtfType.Single single) {
            single(single);
        }
    }

    private void single(BtfType.Single type) {
        if (type instanceof BtfType.Func function) {
            start(type, function.linkage().ordinal(), false, function.type());
        } else if (type instanceof BtfType.Var variable) {
            start(type, 0, false, variable.type());
            out.int32(variable.linkage().ordinal());
        } else if (type instanceof BtfType.DeclTag tag) {
            start(type, 0, tag.attribute(), tag.type());
            out.int32(tag.component());
        } else {
            start(type, 0, type instanceof BtfType.TypeTag tag && tag.attribute(), type.type());
        }
    }

    private void member(BtfMember member) {
        out.int32(strings.offset(member.name())).int32(member.type());
        out.int32((long) member.bitFieldSize() << 24 | member.bitOffset());
    }

    private void start(BtfType type, int count, boolean flag, long sizeOrType) {
        out.int32(strings.offset(type.name()));
        out.int32(type.kind().ordinal() << KIND_SHIFT | count | (flag ? FLAG : 0));
        out.int32(sizeOrType);
    }
}
