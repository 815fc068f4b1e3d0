package io.github.bpfmaven.loader.machine;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import io.github.bpfmaven.loader.kernel.Machine;

/**
 * A file with a kernel as it is booted: {@code vmlinuz}, {@code bzImage}, {@code Image}, {@code Image.gz}, {@code vmlinux}.
 *
 * @param file where it is
 * @param machine what it is for, read from the file
 * @param packing what has to be taken off before QEMU can boot it
 */
public record KernelImage(Path file, Machine machine, Packing packing) {
    /**
     * How an image is packed, apart from what it unpacks itself.
     *
     * @param isGzip whether it is packed
     * @param start where the packed bytes start in the file
     */
    public record Packing(boolean isGzip, long start) {
        /** It is not. */
        public static final Packing NONE = new Packing(false, 0);
    }

    /**
     * Looks at the first bytes of a file.
     *
     * @throws MachineException if it is no kernel, or one that can't be booted here; says what to do
     */
    public static KernelImage read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new MachineException(file + " is a directory: give the kernel image in it");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // Whoever opens a pipe would wait for somebody to write into it.
            throw new MachineException(file + " is no regular file: give one with a kernel image");
        }
        try {
            ImageHead head = ImageHead.of(file, 0, false);
            if (head.isGzip()) {
                ImageHead inside = ImageHead.of(file, 0, true);
                return new KernelImage(file, inside.requireMachine(), new Packing(true, 0));
            }
            return new KernelImage(file, head.requireMachine(), head.packing());
        } catch (NoSuchFileException missing) {
            throw new MachineException("there is no kernel image " + file, missing);
        } catch (AccessDeniedException denied) {
            throw new MachineException(
                    "the kernel image " + file + " may not be read by this user (distributions keep"
                            + " some for root: take a copy that may be)",
                    denied);
        }
    }

    /**
     * The file that QEMU boots.
     *
     * @param directory where it is made, if this one has to be unpacked
     * @throws MachineException if it can't be unpacked
     */
    Path bootable(Path directory) throws IOException {
        if (!packing.isGzip()) {
            return file.toAbsolutePath();
        }
        Path unpacked = directory.resolve("Image");
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(packing.start());
            // What stands behind the packed bytes, in EFI images, is not read.
            Files.copy(new GZIPInputStream(in), unpacked, StandardCopyOption.REPLACE_EXISTING);
        } catch (ZipException | EOFException damaged) {
            throw new MachineException(file + " is damaged: what gzip has packed there can't be unpacked", damaged);
        }
        return unpacked;
    }
}
