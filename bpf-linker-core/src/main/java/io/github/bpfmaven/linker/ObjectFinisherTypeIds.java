package io.github.bpfmaven.linker;

import java.nio.ByteBuffer;

import io.github.bpfmaven.btf.BtfExt;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfRewriter;

/**
 * Writes type ids into instructions that hold one ({@code bpf_core_type_id_local}, {@code bpf_core_type_id_kernel}): LLVM has put
 * the id there that the type had in its BTF. Loaders that relocate overwrite it; others would read an id of nothing.
 */
final class ObjectFinisherTypeIds {
    /** {@code BPF_CORE_TYPE_ID_LOCAL} and {@code BPF_CORE_TYPE_ID_TARGET} ({@code include/uapi/linux/bpf.h}). */
    private static final int TYPE_ID_LOCAL = 6;

    private static final int TYPE_ID_TARGET = 7;
    /** Of an instruction, in bytes. */
    private static final int IMMEDIATE = 4;

    private final ElfFile file;

    ObjectFinisherTypeIds(ElfFile file) {
        this.file = file;
    }

    /** @param ext as it is written */
    void write(BtfExt ext, ElfRewriter rewriter) {
        for (var section : ext.relocations().sections()) {
            var code = file.section(section.name());
            if (code.isPresent() && section.records().stream().anyMatch(ObjectFinisherTypeIds::holdsTypeId)) {
                var data = ByteBuffer.wrap(code.get().data().clone()).order(file.byteOrder());
                section.records().stream()
                        .filter(ObjectFinisherTypeIds::holdsTypeId)
                        .filter(relocation -> relocation.instructionOffset() <= data.capacity() - 2 * IMMEDIATE)
                        .forEach(relocation ->
                                data.putInt((int) relocation.instructionOffset() + IMMEDIATE, relocation.type()));
                rewriter.replace(code.get(), data.array());
            }
        }
    }

    private static boolean holdsTypeId(BtfExt.CoreRelocation relocation) {
        return relocation.kind() == TYPE_ID_LOCAL || relocation.kind() == TYPE_ID_TARGET;
    }
}
