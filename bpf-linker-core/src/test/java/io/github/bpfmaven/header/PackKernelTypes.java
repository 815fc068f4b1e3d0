package io.github.bpfmaven.header;

import java.io.BufferedOutputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

import io.github.bpfmaven.btf.Btf;

/**
 * Makes a packed kernel's types of a raw BTF file, as {@code /sys/kernel/btf/vmlinux} is one; docs/headers.md says how they
 * are refreshed.
 */
final class PackKernelTypes {
    private PackKernelTypes() {}

    public static void main(String[] arguments) throws Exception {
        byte[] section = Files.readAllBytes(Path.of(arguments[0]));
        // The magic number tells the byte order.
        ByteOrder order = section[0] == (byte) 0x9f ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        byte[] types = HeaderTypes.of(Btf.read(section, order)).write();
        try (var out = new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[1])))) {
            {
                def.setLevel(9);
            }
        }) {
            out.write(types);
        }
        System.out.printf("%s: %,d of %,d bytes%n", arguments[1], types.length, section.length);
    }
}
