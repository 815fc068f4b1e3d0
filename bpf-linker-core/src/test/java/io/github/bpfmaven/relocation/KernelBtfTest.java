package io.github.bpfmaven.relocation;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfFormatException;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.elf.ElfBuilder;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.linker.BpfTarget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

@DisplayName("A kernel's BTF")
final class KernelBtfTest {
    private static final List<BtfType> TYPES = List.of(new BtfType.Int("int", 4, BtfType.Int.SIGNED, 0, 32));

    @ParameterizedTest
    @EnumSource(BpfTarget.class)
    @DisplayName("is read as it is, or out of an ELF file, in the byte order that it has")
    void kinds(BpfTarget target) throws Exception {
        var raw = Btf.of(target.byteOrder(), TYPES).write();
        var elf = new ElfBuilder(target.byteOrder(), ElfFile.EM_BPF);
        elf.section(".BTF", ElfSection.SHT_PROGBITS, 0, 4, raw);

        for (var file : List.of(raw, elf.build())) {
            var read = KernelBtf.read(file);
            assertEquals(target.byteOrder(), read.byteOrder());
            assertEquals(TYPES, read.types().subList(1, read.types().size()));
        }
    }

    @Test
    @DisplayName("is said to be none if it is neither, has no types or is damaged")
    void neither() {
        assertEquals(
                "offset 0x0: neither raw BTF nor an ELF64 file with a section .BTF: ",
                message("no kernel".getBytes(StandardCharsets.UTF_8)).replaceFirst("(BTF: ).*", "$1"));
        assertEquals(
                "offset 0x0: an ELF file without a section .BTF: its kernel was built without CONFIG_DEBUG_INFO_BTF",
                message(new ElfBuilder(BpfTarget.BPFEL.byteOrder(), ElfFile.EM_BPF).build()));
        assertEquals(
                "offset 0x0: the header takes 24 bytes, there are 2", message(new byte[] {(byte) 0x9f, (byte) 0xeb}));
    }

    private static String message(byte[] file) {
        return assertThrows(BtfFormatException.class, () -> KernelBtf.read(file))
                .getMessage();
    }
}
