package io.github.bpfmaven.object;

import java.util.Arrays;
import java.util.List;

/**
 * A section of global variables. A loader makes a map of one element of it, an array whose value is the whole section.
 *
 * <p>Source: {@code bpf_object__elf_collect} and {@code bpf_object__init_global_data_maps} of libbpf ({@code src/libbpf.c}).
 *
 * @param name {@code .data}, {@code .rodata} or {@code .bss}, or one of these with a dot and more
 * @param writable whether programs may write to it: true but for {@code .rodata} and {@code .rodata.…}, whose map a loader
 *     freezes, whatever the flags of the ELF section say
 * @param zeroed whether it starts as zeros and takes no room in the file, as {@code .bss} does
 * @param size in bytes, at least 1
 * @param fileOffset where its bytes stand in the object's file, in bytes; 0 if it is zeroed. Whoever writes other bytes there
 *     gives the variables other initial values, without a kernel
 * @param image the bytes that it starts with, in the byte order of the object; empty if it is zeroed. Copied both ways
 * @param variables in the order of their offsets; there may be gaps between them, and none at all for string literals that
 *     somebody put into a section by name
 */
public record BpfDataSection(
        String name,
        boolean writable,
        boolean zeroed,
        long size,
        long fileOffset,
        byte[] image,
        List<BpfVariable> variables) {
    /** The image and the list are copied. */
    public BpfDataSection {
        image = image.clone();
        variables = List.copyOf(variables);
    }

    /** The bytes that it starts with, as a copy; empty if it is zeroed. */
    @Override
    public byte[] image() {
        return image.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BpfDataSection that
                && name.equals(that.name)
                && writable == that.writable
                && zeroed == that.zeroed
                && size == that.size
                && fileOffset == that.fileOffset
                && Arrays.equals(image, that.image)
                && variables.equals(that.variables);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(image);
    }

    @Override
    public String toString() {
        return "data section '" + name + "' (" + size + " bytes, variables " + variables + ")";
    }
}
