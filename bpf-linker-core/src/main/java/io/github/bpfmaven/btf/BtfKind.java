package io.github.bpfmaven.btf;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The kinds of type. The ordinal is the number that stands in BTF.
 *
 * <p>Source: {@code BTF_KIND_*} in {@code include/uapi/linux/btf.h}, Linux 6.18.
 */
public enum BtfKind {
    /** No type record: type id 0. */
    VOID(BtfType.Void.class),
    /** An integer, a character or a boolean. */
    INT(BtfType.Int.class),
    /** A pointer. */
    PTR(BtfType.Ptr.class),
    /** An array. */
    ARRAY(BtfType.Array.class),
    /** A struct. */
    STRUCT(BtfType.Struct.class),
    /** A union. */
    UNION(BtfType.Union.class),
    /** An enum of 32-bit values. */
    ENUM(BtfType.Enum.class),
    /** A forward declaration of a struct or a union. */
    FWD(BtfType.Fwd.class),
    /** A typedef. */
    TYPEDEF(BtfType.Typedef.class),
    /** {@code volatile}. */
    VOLATILE(BtfType.Volatile.class),
    /** {@code const}. */
    CONST(BtfType.Const.class),
    /** {@code restrict}. */
    RESTRICT(BtfType.Restrict.class),
    /** A function. */
    FUNC(BtfType.Func.class),
    /** A function prototype. */
    FUNC_PROTO(BtfType.FuncProto.class),
    /** A variable. */
    VAR(BtfType.Var.class),
    /** A section of variables. */
    DATASEC(BtfType.DataSec.class),
    /** A floating-point number. */
    FLOAT(BtfType.Float.class),
    /** {@code btf_decl_tag}. */
    DECL_TAG(BtfType.DeclTag.class),
    /** {@code btf_type_tag}. */
    TYPE_TAG(BtfType.TypeTag.class),
    /** An enum of 64-bit values. */
    ENUM64(BtfType.Enum64.class);

    private static final Map<Class<?>, BtfKind> BY_TYPE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(kind -> kind.type, kind -> kind));

    private final Class<? extends BtfType> type;

    BtfKind(Class<? extends BtfType> type) {
        this.type = type;
    }

    static BtfKind of(BtfType type) {
        return Objects.requireNonNull(BY_TYPE.get(type.getClass()));
    }
}
