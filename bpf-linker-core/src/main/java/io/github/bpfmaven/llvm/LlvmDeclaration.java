package io.github.bpfmaven.llvm;

import io.github.bpfmaven.btf.Btf;

/**
 * What a module's debug info says of a symbol, as BTF. It outlives the module.
 *
 * <p>Only what tells whether two declarations agree is there. Types that are held by value are whole. Behind a pointer a
 * struct or a union is a FWD of its name, also one without a name, so that no declaration drags a kernel's types along. A
 * map in {@code .maps} is made of pointers: its attributes, its key and value, and its inner maps are whole. An enum with a
 * name comes without its values; type tags and declaration tags are left out; arrays have index type 0, and count 0 where
 * the declaration leaves it open.
 *
 * @param types nothing but what the declaration needs, in the byte order of the module
 * @param type the id of a {@link io.github.bpfmaven.btf.BtfType.Func} or a {@link io.github.bpfmaven.btf.BtfType.Var} with
 *     the symbol's name; its linkage is EXTERN if the module only declares the symbol
 * @param section the section that the source asked for, empty if none
 * @param file as the debug info names it: relative to the directory that clang ran in; empty if unknown
 * @param line from 1; 0 if unknown
 */
public record LlvmDeclaration(Btf types, int type, String section, String file, int line) {
    /** The section that maps are defined in, by their types (libbpf's {@code MAPS_ELF_SEC}). */
    private static final String MAPS = ".maps";

    /** Whether the symbol is a map that its type defines. */
    public boolean isMap() {
        return section.equals(MAPS);
    }
}
