package io.github.bpfmaven.relocation;

import java.nio.ByteOrder;
import java.util.Optional;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfFormatException;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfFormatException;
import io.github.bpfmaven.elf.ElfSection;

/** A kernel's BTF in a file: raw, as {@code /sys/kernel/btf/vmlinux} is and as BTFHub has them, or in an ELF file. */
public final class KernelBtf {
    private static final int LOW_MAGIC = 0x9f;
    private static final int HIGH_MAGIC = 0xeb;

    private KernelBtf() {}

    /**
     * Reads raw BTF, whose magic {@code 0xeb9f} tells the byte order, or section {@code .BTF} of an ELF64 file.
     *
     * @throws BtfFormatException if the file is neither, or damaged. Of an ELF file the offset is that in the section
     */
    public static Btf read(byte[] file) throws BtfFormatException {
        Optional<ByteOrder> raw = rawByteOrder(file);
        if (raw.isPresent()) {
            return Btf.read(file, raw.get());
        }
        ElfFile elf;
        try {
            elf = ElfFile.read(file);
        } catch (ElfFormatException notElf) {
            throw new BtfFormatException(
                    0, "neither raw BTF nor an ELF64 file with a section .BTF: " + notElf.getMessage());
        }
        ElfSection section = elf.section(".BTF")
                .orElseThrow(() -> new BtfFormatException(
                        0, "an ELF file without a section .BTF: its kernel was built without CONFIG_DEBUG_INFO_BTF"));
        return Btf.read(section.data(), elf.byteOrder());
    }

    private static Optional<ByteOrder> rawByteOrder(byte[] file) {
        int first = file.length < 2 ? 0 : file[0] & 0xff;
        int second = file.length < 2 ? 0 : file[1] & 0xff;
        if (first == LOW_MAGIC && second == HIGH_MAGIC) {
            return Optional.of(ByteOrder.LITTLE_ENDIAN);
        }
        return first == HIGH_MAGIC && second == LOW_MAGIC ? Optional.of(ByteOrder.BIG_ENDIAN) : Optional.empty();
    }
}
