package io.github.bpfmaven.loader.machine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * An archive that a kernel unpacks into its first file system.
 *
 * <p>Source: {@code Documentation/driver-api/early-userspace/buffer-format.rst}, Linux 6.18: "newc", all numbers in 8 hexadecimal
 * digits, so that it is the same in all byte orders.
 */
final class Initramfs {
    private static final int DIRECTORY = 0040755;
    private static final int PROGRAM = 0100755;
    private static final int FILE = 0100644;
    private static final int CHARACTER_DEVICE = 0020600;
    private static final int CONSOLE_MAJOR = 5;
    private static final int CONSOLE_MINOR = 1;
    private static final int ALIGNMENT = 4;

    private final ByteArrayOutputStream archive = new ByteArrayOutputStream();
    private int entries;

    Initramfs directory(String path) {
        return entry(path, DIRECTORY, 0, 0, new byte[0]);
    }

    Initramfs program(String path, byte[] bytes) {
        return entry(path, PROGRAM, 0, 0, bytes);
    }

    Initramfs file(String path, byte[] bytes) {
        return entry(path, FILE, 0, 0, bytes);
    }

    /** The device that the kernel opens for its first process; {@code /dev} must be there. */
    Initramfs console() {
        return entry("dev/console", CHARACTER_DEVICE, CONSOLE_MAJOR, CONSOLE_MINOR, new byte[0]);
    }

    /** The whole archive; nothing can be added afterwards. */
    byte[] finish() {
        entry("TRAILER!!!", 0, 0, 0, new byte[0]);
        return archive.toByteArray();
    }

    private Initramfs entry(String path, int mode, int major, int minor, byte[] bytes) {
        byte[] name = (path + "\0").getBytes(StandardCharsets.UTF_8);
        int[] fields = {++entries, mode, 0, 0, 1, 0, bytes.length, 0, 0, major, minor, name.length, 0};
        StringBuilder header = new StringBuilder("070701");
        for (int field : fields) {
            header.append(String.format("%08x", field));
        }
        archive.writeBytes(header.toString().getBytes(StandardCharsets.US_ASCII));
        archive.writeBytes(name);
        align();
        archive.writeBytes(bytes);
        align();
        return this;
    }

    private void align() {
        while (archive.size() % ALIGNMENT != 0) {
            archive.write(0);
        }
    }
}
