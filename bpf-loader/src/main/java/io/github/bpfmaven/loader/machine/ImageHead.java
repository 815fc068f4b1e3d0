package io.github.bpfmaven.loader.machine;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import io.github.bpfmaven.loader.kernel.Machine;

/**
 * The first bytes of a kernel image. Offsets are in bytes; numbers are little-endian where nothing else is said.
 *
 * <p>Sources: {@code Documentation/arch/x86/boot.rst}, {@code Documentation/arch/arm64/booting.rst},
 * {@code Documentation/arch/riscv/boot-image-header.rst}, {@code arch/s390/boot/head.S},
 * {@code drivers/firmware/efi/libstub/zboot-header.S}, Linux 6.18.
 */
final class ImageHead {
    /** As far as s390's mark, 16 bytes behind 64 KiB. */
    private static final int LENGTH = (1 << 16) + 16;

    private static final int GZIP = 0x8b1f;
    private static final int X86_BOOT = 0x202;
    private static final int X86_FLAGS = 0x236;
    private static final int X86_64_BIT = 1;
    private static final int ARM64_MAGIC = 56;
    private static final int RISCV_MAGIC = 48;
    private static final int S390_MAGIC = 0x10008;
    private static final int ZBOOT_MAGIC = 4;
    private static final int ZBOOT_START = 8;
    private static final int ZBOOT_PACKING = 24;
    private static final int PE_HEADER = 0x3c;
    private static final int PE_ARM64 = 0xaa64;
    private static final int PE_RISCV64 = 0x5064;
    private static final int ELF_CLASS = 4;
    private static final int ELF_ORDER = 5;
    private static final int ELF_MACHINE = 18;
    private static final int ELF_64_BIT = 2;

    /** What files that hold an image start with, and what to do with them. */
    private static final Map<String, String> WRAPPINGS = Map.of(
            "\u00fd7zXZ", "by xz: unpack it (xz -d)",
            "\u0028\u00b5\u002f\u00fd", "by zstd: unpack it (zstd -d)",
            "\u0002!L\u0018", "by lz4: unpack it (lz4 -d)",
            "BZh", "by bzip2: unpack it (bzip2 -d)",
            "!<arch>\n", "into a package of Debian: unpack it (dpkg-deb -x), and give its boot/vmlinuz-…",
            "\u00ed\u00ab\u00ee\u00db",
                    "into a package of RPM: unpack it (rpm2cpio), and give its lib/modules/…/vmlinuz");

    private final Path file;
    private final ByteBuffer bytes;

    private ImageHead(Path file, byte[] bytes) {
        this.file = file;
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Reads it.
     *
     * @param start where in the file
     * @param packed whether what is there is packed by gzip
     */
    static ImageHead of(Path file, long start, boolean packed) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(start);
            // Not more than that is unpacked.
            return new ImageHead(file, (packed ? new GZIPInputStream(in) : in).readNBytes(LENGTH));
        } catch (ZipException | EOFException damaged) {
            throw new MachineException(file + " is damaged: what gzip has packed there can't be unpacked", damaged);
        }
    }

    boolean isGzip() {
        return number(0) == GZIP;
    }

    /** What has to be taken off. */
    KernelImage.Packing packing() throws MachineException {
        if (!isZboot()) {
            return KernelImage.Packing.NONE;
        }
        String packing = text(ZBOOT_PACKING, 8);
        if (!packing.equals("gzip")) {
            throw new MachineException(file + " is packed as an EFI image with " + packing
                    + ", which QEMU does not boot: give the Image or vmlinux that it was made of, or build the kernel"
                    + " with CONFIG_KERNEL_GZIP=y");
        }
        return new KernelImage.Packing(true, Integer.toUnsignedLong(bytes.getInt(ZBOOT_START)));
    }

    /** What it is for. */
    Machine requireMachine() throws MachineException {
        if (bytes.capacity() > X86_FLAGS + 1 && text(X86_BOOT, 4).equals("HdrS")) {
            if ((bytes.getShort(X86_FLAGS) & X86_64_BIT) == 0) {
                throw new MachineException(file + " is a kernel for 32-bit x86: give one for x86-64");
            }
            return Machine.X86_64;
        }
        return elf().or(this::magic)
                .or(this::zboot)
                .orElseThrow(() -> new MachineException(file + " is no kernel image of x86-64, arm64, s390x or riscv64"
                        + " (vmlinuz, bzImage, Image, Image.gz or vmlinux)" + whatElse()));
    }

    /** What people have who don't have an image yet. */
    private String whatElse() {
        return WRAPPINGS.entrySet().stream()
                .filter(wrapping -> text(0, wrapping.getKey().length()).equals(wrapping.getKey()))
                .map(wrapping -> ", but packed " + wrapping.getValue())
                .findFirst()
                .orElse("");
    }

    private Optional<Machine> magic() {
        if (text(ARM64_MAGIC, 4).equals("ARMd")) {
            return Optional.of(Machine.AARCH64);
        }
        if (text(RISCV_MAGIC, 5).equals("RISCV")) {
            return Optional.of(Machine.RISCV64);
        }
        return text(S390_MAGIC, 6).equals("S390EP") ? Optional.of(Machine.S390X) : Optional.empty();
    }

    private boolean isZboot() {
        return text(0, 2).equals("MZ") && text(ZBOOT_MAGIC, 4).equals("zimg");
    }

    private Optional<Machine> zboot() {
        if (!isZboot()) {
            return Optional.empty();
        }
        int header = number(PE_HEADER);
        return switch (number(PE_HEADER + 2) == 0 ? number(header + 4) : -1) {
            case PE_ARM64 -> Optional.of(Machine.AARCH64);
            case PE_RISCV64 -> Optional.of(Machine.RISCV64);
            default -> Optional.empty();
        };
    }

    private Optional<Machine> elf() {
        if (!text(0, 4).equals("\177ELF") || bytes.capacity() < ELF_MACHINE + 2 || bytes.get(ELF_CLASS) != ELF_64_BIT) {
            return Optional.empty();
        }
        boolean isBig = bytes.get(ELF_ORDER) == 2;
        int number = number(ELF_MACHINE);
        int machine = isBig ? Integer.reverseBytes(number) >>> 16 : number;
        return Arrays.stream(Machine.values())
                .filter(known -> known.elfMachine() == machine && isBig == (known.byteOrder() == ByteOrder.BIG_ENDIAN))
                .findFirst();
    }

    /** 2 bytes; -1 beyond the end. */
    private int number(int offset) {
        return offset < 0 || offset + 2 > bytes.capacity() ? -1 : Short.toUnsignedInt(bytes.getShort(offset));
    }

    /** The text there up to a NUL; empty beyond the end. */
    private String text(int offset, int length) {
        if (offset + length > bytes.capacity()) {
            return "";
        }
        String all = new String(bytes.array(), offset, length, StandardCharsets.ISO_8859_1);
        int end = all.indexOf(0);
        return end < 0 ? all : all.substring(0, end);
    }
}
