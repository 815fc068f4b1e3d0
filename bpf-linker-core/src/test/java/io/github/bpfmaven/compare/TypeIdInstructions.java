package io.github.bpfmaven.compare;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

import io.github.bpfmaven.btf.BtfExt;
import io.github.bpfmaven.btf.BtfFormatException;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfSection;

/**
 * Instructions that hold the id of a type ({@code bpf_core_type_id_local}): in another order of types it is another number. Which
 * type it is, their CO-RE relocation says.
 */
final class TypeIdInstructions {
    /** {@code BPF_CORE_TYPE_ID_LOCAL} and {@code BPF_CORE_TYPE_ID_TARGET} ({@code include/uapi/linux/bpf.h}). */
    private static final int TYPE_ID_LOCAL = 6;

    private static final int TYPE_ID_TARGET = 7;
    /** Of an instruction, in bytes. */
    private static final int IMMEDIATE = 4;

    private final ByteOrder order;
    private final List<BtfExt.Section<BtfExt.CoreRelocation>> relocations;

    private TypeIdInstructions(ByteOrder order, List<BtfExt.Section<BtfExt.CoreRelocation>> relocations) {
        this.order = order;
        this.relocations = relocations;
    }

    /** Those of an object; without BTF there are none. */
    static TypeIdInstructions of(ElfFile elf) throws BtfFormatException {
        return new TypeIdInstructions(
                elf.byteOrder(),
                elf.section(".BTF").isPresent()
                        ? new BtfContents(elf).ext().relocations().sections()
                        : List.of());
    }

    /** A section's bytes with 0 in place of each id that is the one that its relocation has. */
    byte[] without(ElfSection section) {
        ByteBuffer data = ByteBuffer.wrap(section.data().clone()).order(order);
        for (BtfExt.Section<BtfExt.CoreRelocation> of : relocations) {
            if (of.name().equals(section.name())) {
                of.records().forEach(relocation -> clear(data, relocation));
            }
        }
        return data.array();
    }

    private static void clear(ByteBuffer data, BtfExt.CoreRelocation relocation) {
        int at = (int) relocation.instructionOffset() + IMMEDIATE;
        if ((relocation.kind() == TYPE_ID_LOCAL || relocation.kind() == TYPE_ID_TARGET)
                && at <= data.capacity() - Integer.BYTES
                && data.getInt(at) == relocation.type()) {
            data.putInt(at, 0);
        }
    }
}
