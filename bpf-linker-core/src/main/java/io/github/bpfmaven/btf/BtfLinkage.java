package io.github.bpfmaven.btf;

/**
 * How a function or a variable is linked. The ordinal is the number that stands in BTF.
 *
 * <p>Source: {@code enum btf_func_linkage} and {@code BTF_VAR_*} in {@code include/uapi/linux/btf.h}.
 */
public enum BtfLinkage {
    /** Known in its own object only. The kernel verifies a static function at each call. */
    STATIC,
    /** Defined here and known to others. The kernel verifies a global function once, for any arguments. */
    GLOBAL,
    /** Declared only: {@code __ksym}, {@code __kconfig}. */
    EXTERN
}
