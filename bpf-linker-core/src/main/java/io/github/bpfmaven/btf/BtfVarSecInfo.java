package io.github.bpfmaven.btf;

/**
 * A variable's place in a section ({@code struct btf_var_secinfo}).
 *
 * @param type the id of a {@link BtfType.Var}, or of a {@link BtfType.Func} in {@code .ksyms}
 * @param offset in bytes from the start of the section. LLVM writes 0 and a relocation against the variable's symbol for
 *     variables that are not static; loaders take the offset from the symbol
 * @param size in bytes
 */
public record BtfVarSecInfo(int type, long offset, long size) {}
