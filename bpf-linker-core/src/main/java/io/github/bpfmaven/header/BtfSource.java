package io.github.bpfmaven.header;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfFormatException;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfFormatException;
import io.github.bpfmaven.elf.ElfSection;

/**
 * Types of a kernel or a module, with what tells where they come from.
 *
 * @param btf the types
 * @param sha256 of the {@code .BTF} section, 64 hexadecimal digits in lower case
 * @param kernel the release, like {@code 6.18.44-cloud-amd64}, as {@code uname -r} gives it; empty if the file does not tell
 */
public record BtfSource(Btf btf, String sha256, Optional<String> kernel) {
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
    /** {@code struct setup_header} in {@code Documentation/arch/x86/boot.rst}: what a bzImage has at 0x202. */
    private static final byte[] BZ_IMAGE = {'H', 'd', 'r', 'S'};

    private static final int BZ_IMAGE_AT = 0x202;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    /** {@code linux_banner} in the kernel's {@code init/version-timestamp.c}, and a module's {@code vermagic}. */
    private static final Pattern RELEASE = Pattern.compile("(?:Linux version |vermagic=)([\\w.+~-]{1,64}) ");

    /**
     * Reads raw BTF, as {@code /sys/kernel/btf} has it, of either byte order, or an ELF64 file with a {@code .BTF} section: a
     * {@code vmlinux}, a module.
     *
     * @param file the whole of it
     * @param base what split BTF goes on from; empty if it is not split
     * @throws HeaderException if that is no BTF; the message says what it is
     */
    public static BtfSource read(byte[] file, Optional<Btf> base) throws HeaderException {
        try {
            if (startsWith(file, 0, ELF)) {
                return ofElf(ElfFile.read(file), base);
            }
            if (file.length > 1 && (file[0] & 0xff) == 0x9f && (file[1] & 0xff) == 0xeb) {
                return of(file, ByteOrder.LITTLE_ENDIAN, base, Optional.empty());
            }
            if (file.length > 1 && (file[0] & 0xff) == 0xeb && (file[1] & 0xff) == 0x9f) {
                return of(file, ByteOrder.BIG_ENDIAN, base, Optional.empty());
            }
        } catch (ElfFormatException damaged) {
            throw new HeaderException("no ELF64 file that can be read: " + damaged.getMessage());
        }
        if (startsWith(file, BZ_IMAGE_AT, BZ_IMAGE) || startsWith(file, 0, GZIP)) {
            throw new HeaderException("a compressed kernel or file: BTF is in the vmlinux inside, which"
                    + " scripts/extract-vmlinux of the kernel's sources takes out");
        }
        throw new HeaderException("neither BTF nor an ELF file");
    }

    private static BtfSource ofElf(ElfFile elf, Optional<Btf> base) throws HeaderException {
        if (elf.section(".BTF.base").isPresent()) {
            throw new HeaderException(
                    "a module whose BTF goes on from its own .BTF.base, not from the kernel's: load it, and"
                            + " take /sys/kernel/btf/ with its name");
        }
        ElfSection section = elf.section(".BTF")
                .orElseThrow(() -> new HeaderException("an ELF file without a section .BTF: it was built without"
                        + " CONFIG_DEBUG_INFO_BTF or -g, or was stripped"));
        Optional<String> kernel = release(elf, ".rodata").or(() -> release(elf, ".modinfo"));
        return of(section.data(), elf.byteOrder(), base, kernel);
    }

    private static BtfSource of(byte[] section, ByteOrder order, Optional<Btf> base, Optional<String> kernel)
            throws HeaderException {
        try {
            // In a JVM that has just started, this takes a quarter as long as reading does.
            CompletableFuture<String> digest = CompletableFuture.supplyAsync(() -> sha256(section));
            Btf btf = base.isPresent() ? Btf.readSplit(base.get(), section) : Btf.read(section, order);
            return new BtfSource(btf, digest.join(), kernel);
        } catch (BtfFormatException damaged) {
            throw new HeaderException(
                    "no BTF that can be read" + (base.isPresent() ? " over that base: " : ": ") + damaged.getMessage());
        }
    }

    private static Optional<String> release(ElfFile elf, String section) {
        return elf.section(section)
                .map(data -> RELEASE.matcher(new String(data.data(), StandardCharsets.ISO_8859_1)))
                .filter(matcher -> matcher.find())
                .map(matcher -> matcher.group(1));
    }

    private static boolean startsWith(byte[] file, int at, byte[] start) {
        for (int i = 0; i < start.length; i++) {
            if (at + i >= file.length || file[at + i] != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static String sha256(byte[] section) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(section));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
