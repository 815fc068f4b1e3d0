package io.github.bpfmaven.btf;

/**
 * The kinds of type. The ordinal is the number that stands in BTF.
 *
 * <p>Source: {@code BTF_KIND_*} in {@code include/uapi/linux/btf.h}, Linux 6.18.
 */
public enum BtfKind {
    /** No type record: type id 0. */
    VOID,
    /** An integer, a character or a boolean. */
    INT,
    /** A pointer. */
    PTR,
    /** An array. */
    ARRAY,
    /** A struct. */
    STRUCT,
    /** A union. */
    UNION,
    /** An enum of 32-bit values. */
    ENUM,
    /** A forward declaration of a struct or a union. */
    FWD,
    /** A typedef. */
    TYPEDEF,
    /** {@code volatile}. */
    VOLATILE,
    /** {@code const}. */
    CONST,
    /** {@code restrict}. */
    RESTRICT,
    /** A function. */
    FUNC,
    /** A function prototype. */
    FUNC_PROTO,
    /** A variable. */
    VAR,
    /** A section of variables. */
    DATASEC,
    /** A floating-point number. */
    FLOAT,
    /** {@code btf_decl_tag}. */
    DECL_TAG,
    /** {@code btf_type_tag}. */
    TYPE_TAG,
    /** An enum of 64-bit values. */
    ENUM64
}
