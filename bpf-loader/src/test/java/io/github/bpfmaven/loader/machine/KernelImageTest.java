package io.github.bpfmaven.loader.machine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.bpfmaven.loader.kernel.Machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@DisplayName("A kernel's image")
final class KernelImageTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"s390x-7", "amd64-5.10"})
    @DisplayName("of Debian is known for what it is")
    void real(String name) throws Exception {
        var image = TestKernels.require(name);
        assertEquals(name.startsWith("s390x") ? Machine.S390X : Machine.X86_64, image.machine());
        assertEquals(image.file().toAbsolutePath(), image.bootable(directory));
    }

    @Test
    @DisplayName("tells its machine in the header of its architecture")
    void headers() throws Exception {
        var x86 = put(put(new byte[1024], 0x202, "HdrS"), 0x236, "\1");
        assertEquals(Machine.X86_64, read(x86).machine());
        assertEquals(Machine.AARCH64, read(arm64()).machine());
        assertEquals(Machine.RISCV64, read(put(new byte[64], 48, "RISCV")).machine());
        assertEquals(
                Machine.S390X, read(put(new byte[1 << 17], 0x10008, "S390EP")).machine());
    }

    @Test
    @DisplayName("may be an ELF file of either byte order")
    void elf() throws Exception {
        assertEquals(Machine.S390X, read(elf(2, 2, 22)).machine());
        assertEquals(Machine.X86_64, read(elf(2, 1, 62)).machine());
        assertNoImage(elf(2, 1, 22));
        assertNoImage(elf(1, 1, 3));
    }

    @Test
    @DisplayName("is unpacked where QEMU would not do it: Image.gz, and EFI images packed with gzip")
    void packed() throws Exception {
        var plain = read(gzip(arm64()));
        assertEquals(Machine.AARCH64, plain.machine());
        assertArrayEquals(arm64(), Files.readAllBytes(plain.bootable(directory)));

        var efi = read(zboot("gzip", gzip(arm64())));
        assertEquals(Machine.AARCH64, efi.machine());
        assertArrayEquals(arm64(), Files.readAllBytes(efi.bootable(directory)));
    }

    @Test
    @DisplayName("is refused with what to do where it can't be booted")
    void refused() throws Exception {
        var zstd = assertThrows(MachineException.class, () -> read(zboot("zstd", new byte[9])));
        assertTrue(zstd.getMessage().contains("packed as an EFI image with zstd, which QEMU does not boot"));
        var old = put(new byte[1024], 0x202, "HdrS");
        assertTrue(assertThrows(MachineException.class, () -> read(old))
                .getMessage()
                .endsWith("is a kernel for 32-bit x86: give one for x86-64"));
        assertNoImage(new byte[0]);
        assertNoImage(new byte[1 << 17]);
        assertNoImage(gzip(new byte[100]));
        for (var length = 4; length < 64; length += 4) {
            assertNoImage(put(new byte[length], 0, "\177ELF\2\1".substring(0, Math.min(6, length))));
            assertNoImage(put(new byte[length], 0, "MZ\0\0zimg".substring(0, Math.min(8, length))));
        }
        assertNoImage(put(put(put(new byte[64], 0, "MZ\0\0zimg"), 24, "gzip"), 0x3c, "\376\377\377\177"));
        assertNoImage(put(put(new byte[64], 0, "MZ\0\0zimg"), 24, "gzip"));
        assertThrows(MachineException.class, () -> read(new byte[] {0x1f, (byte) 0x8b, 8}));
        assertThrows(MachineException.class, () -> read(new byte[] {0x1f, (byte) 0x8b, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
        var missing = directory.resolve("none");
        assertEquals(
                "there is no kernel image " + missing,
                assertThrows(MachineException.class, () -> KernelImage.read(missing))
                        .getMessage());
        assertEquals(
                directory + " is a directory: give the kernel image in it",
                assertThrows(MachineException.class, () -> KernelImage.read(directory))
                        .getMessage());
    }

    @Test
    @DisplayName("is refused with what to do where it is packed in a way that has to be taken off first")
    void wrapped() throws Exception {
        for (var wrapping : Map.of(
                        "\u00fd7zXZ\0",
                        "packed by xz: unpack it (xz -d)",
                        "(\u00b5/\u00fd",
                        "packed by zstd: unpack it (zstd -d)",
                        "!<arch>\ndebian-binary",
                        "packed into a package of Debian: unpack it (dpkg-deb -x), and give its boot/vmlinuz-…")
                .entrySet()) {
            var refused = assertThrows(MachineException.class, () -> read(put(new byte[500], 0, wrapping.getKey())));
            assertTrue(refused.getMessage().endsWith(", but " + wrapping.getValue()), refused::getMessage);
        }
    }

    @Test
    @DisplayName("is refused where it is no file that can be read to its end")
    void unreadable() throws Exception {
        var pipe = directory.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "there is no mkfifo");
        assertEquals(
                pipe + " is no regular file: give one with a kernel image",
                assertThrows(MachineException.class, () -> KernelImage.read(pipe))
                        .getMessage());
        var packed = gzip(arm64());
        var torn = read(zboot("gzip", Arrays.copyOf(packed, packed.length / 2)));
        assertTrue(assertThrows(MachineException.class, () -> torn.bootable(directory))
                .getMessage()
                .endsWith("is damaged: what gzip has packed there can't be unpacked"));
    }

    private void assertNoImage(byte[] bytes) {
        var refused = assertThrows(MachineException.class, () -> read(bytes));
        assertTrue(refused.getMessage().contains("is no kernel image of x86-64, arm64, s390x or riscv64"));
    }

    private KernelImage read(byte[] bytes) throws IOException {
        return KernelImage.read(Files.write(directory.resolve("vmlinuz"), bytes));
    }

    private static byte[] arm64() {
        return put(new byte[200_000], 56, "ARMd");
    }

    private static byte[] elf(int bits, int order, int machine) {
        var file = put(new byte[64], 0, "\177ELF");
        file[4] = (byte) bits;
        file[5] = (byte) order;
        ByteBuffer.wrap(file)
                .order(order == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                .putShort(18, (short) machine);
        return file;
    }

    private static byte[] zboot(String packing, byte[] content) {
        var file = put(put(new byte[256 + content.length + 100], 0, "MZ\0\0zimg"), 24, packing);
        ByteBuffer.wrap(file)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(8, 256)
                .putInt(12, content.length)
                .putInt(0x3c, 64)
                .putInt(64, 0x4550)
                .putShort(68, (short) 0xaa64);
        System.arraycopy(content, 0, file, 256, content.length);
        return file;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] put(byte[] bytes, int offset, String text) {
        var added = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(added, 0, bytes, offset, added.length);
        return bytes;
    }
}
