package io.github.bpfmaven.object;

import io.github.bpfmaven.btf.BtfLinkage;

/**
 * A global variable in a {@link BpfDataSection}.
 *
 * @param name its name; {@code function.name} for a static variable inside a function
 * @param type the BTF type id of the variable's type (not of its {@code VAR}); 0 if BTF says nothing of it
 * @param offset in bytes from the start of the section
 * @param size in bytes, from BTF's DATASEC, or from the symbol where BTF says nothing of it. More than the size of its type if
 *     a flexible array at its end is initialised; less for a static variable that LLVM narrowed or split
 * @param linkage that of the {@code VAR} in BTF, or from the symbol where there is none; never
 *     {@link BtfLinkage#EXTERN}. Global ones that are hidden are global here; libbpf treats them as static
 */
public record BpfVariable(String name, int type, long offset, long size, BtfLinkage linkage) {}
