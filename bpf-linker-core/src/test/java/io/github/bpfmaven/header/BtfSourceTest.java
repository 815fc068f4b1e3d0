package io.github.bpfmaven.header;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.testing.TestClang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Where the types of a header come from:")
final class BtfSourceTest {
    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0}")
    @EnumSource(BpfTarget.class)
    @DisplayName("raw BTF, or an ELF file with it, of either byte order, with the release of its kernel")
    void files(BpfTarget target) throws Exception {
        byte[] elf =
                elf("const char linux_banner[] = \"Linux version 6.1.0-50-amd64 (debian@example) #1 SMP\";", target);
        byte[] raw = ElfFile.read(elf).section(".BTF").orElseThrow().data();

        BtfSource ofElf = BtfSource.read(elf, Optional.empty());
        BtfSource ofRaw = BtfSource.read(raw, Optional.empty());

        assertEquals(Optional.of("6.1.0-50-amd64"), ofElf.kernel());
        assertEquals(Optional.empty(), ofRaw.kernel());
        assertEquals(ofRaw.btf().types(), ofElf.btf().types());
        assertEquals(ofRaw.sha256(), ofElf.sha256());
        assertTrue(ofRaw.sha256().matches("[0-9a-f]{64}"), ofRaw.sha256());
        assertEquals(target.byteOrder(), ofRaw.btf().byteOrder());
    }

    @Test
    @DisplayName("a module, with what it says of its kernel")
    void module() throws Exception {
        byte[] elf = elf(
                "__attribute__((section(\".modinfo\"), used)) const char vermagic[] = \"vermagic=6.18.44 SMP preempt\";",
                BpfTarget.BPFEL);

        assertEquals(
                Optional.of("6.18.44"), BtfSource.read(elf, Optional.empty()).kernel());
    }

    @Test
    @DisplayName("split BTF, over its base")
    void split() throws Exception {
        Types types = new Types();
        types.number("int", 4, BtfType.Int.SIGNED);
        Btf base = Btf.read(types.btf().write(), types.btf().byteOrder());
        byte[] section =
                Btf.splitOf(base, List.of(new BtfType.Typedef("module_t", 1))).write();

        assertEquals(2, BtfSource.read(section, Optional.of(base)).btf().firstOwnId());
        assertTrue(refusal(section).contains("but for split BTF, which is read over its base"), refusal(section));
    }

    @Test
    @DisplayName("nothing that is no BTF: it says what that is")
    void others() throws Exception {
        byte[] bzImage = new byte[1024];
        System.arraycopy("HdrS".getBytes(StandardCharsets.US_ASCII), 0, bzImage, 0x202, 4);
        byte[] noBtf = elf("int x;", BpfTarget.BPFEL, "-g0");
        byte[] raw = new Types().btf().write();

        assertEquals("neither BTF nor an ELF file", refusal(new byte[0]));
        assertEquals("neither BTF nor an ELF file", refusal("#include <x.h>".getBytes(StandardCharsets.US_ASCII)));
        assertTrue(refusal(bzImage).contains("extract-vmlinux"), refusal(bzImage));
        assertTrue(refusal(new byte[] {0x1f, (byte) 0x8b, 8}).contains("extract-vmlinux"));
        assertTrue(refusal(noBtf).contains("without a section .BTF"), refusal(noBtf));
        assertTrue(refusal(Arrays.copyOf(noBtf, 40)).contains("no ELF64 file"), refusal(Arrays.copyOf(noBtf, 40)));
        assertTrue(refusal(Arrays.copyOf(raw, 20)).contains("no BTF that can be read"));
        byte[] distilled = elf("__attribute__((section(\".BTF.base\"), used)) const int base = 1;", BpfTarget.BPFEL);
        assertTrue(refusal(distilled).contains("/sys/kernel/btf/"), refusal(distilled));
    }

    private byte[] elf(String source, BpfTarget target, String... arguments) throws Exception {
        Files.writeString(directory.resolve("kernel.c"), source + "\nint variable;\n");
        return Files.readAllBytes(new TestClang(directory).object("kernel.c", target, arguments));
    }

    private static String refusal(byte[] file) {
        return assertThrows(HeaderException.class, () -> BtfSource.read(file, Optional.empty()))
                .getMessage();
    }
}
