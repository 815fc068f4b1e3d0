package io.github.bpfmaven.header;

import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.btf.Btf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@DisplayName("What a header needs of a kernel's BTF")
final class HeaderTypesTest {
    private static final Path VMLINUX = Path.of("/sys/kernel/btf/vmlinux");

    @Test
    @DisplayName("makes the same header as all of it, and is much smaller")
    void makesTheSameHeader() throws Exception {
        assumeTrue(Files.isReadable(VMLINUX), "needs " + VMLINUX + ", a kernel with BTF");
        var all = Btf.read(Files.readAllBytes(VMLINUX), ByteOrder.nativeOrder());
        var needed = HeaderTypes.of(all);
        assertEquals(header(all), header(needed));
        assertTrue(
                needed.types().size() < all.types().size() * 2 / 3,
                needed.types().size() + " types");
        assertEquals(needed.types(), HeaderTypes.of(needed).types());
    }

    private static String header(Btf btf) throws HeaderException {
        return VmlinuxHeader.of(
                btf, new HeaderOptions(List.of(), List.of(), 0, true, true, "__VMLINUX_H__", List.of()));
    }
}
