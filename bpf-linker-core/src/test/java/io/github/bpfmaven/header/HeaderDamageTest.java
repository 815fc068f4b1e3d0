package io.github.bpfmaven.header;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfFormatException;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.testing.TestClang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Damaged BTF that can still be read")
final class HeaderDamageTest {
    private static final int MUTATIONS = Integer.getInteger("bpf.test.mutations", 3_000);
    private static final int TYPES_AT = 24;

    @TempDir
    private Path directory;

    @Test
    @DisplayName("gives some header, the same for the same types, or is refused with a message")
    void mutations() throws Exception {
        TestClang clang = new TestClang(directory);
        Path object = clang.object(
                clang.add(Path.of("src/test/bpf/header/corners.c")), BpfTarget.BPFEL, "-fms-extensions", "-w");
        byte[] section = ElfFile.read(Files.readAllBytes(object))
                .section(".BTF")
                .orElseThrow()
                .data();
        Random random = new Random(20_1107);
        int written = 0;
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Btf btf;
            try {
                btf = Btf.read(damaged(section, random), ByteOrder.LITTLE_ENDIAN);
            } catch (BtfFormatException unreadable) {
                continue;
            }
            try {
                String header = VmlinuxHeader.of(btf, HeaderOptions.everything());
                assertEquals(header, VmlinuxHeader.of(Types.shuffled(btf, i), HeaderOptions.everything()));
                written++;
            } catch (HeaderException damage) {
                assertTrue(damage.getMessage().length() > 20, damage.getMessage());
                refused++;
            }
        }

        assertTrue(written > MUTATIONS / 10 && refused > 0, written + " written, " + refused + " refused");
    }

    /** Changes words of type records: names, kinds, counts, sizes, type ids. */
    private static byte[] damaged(byte[] section, Random random) {
        byte[] damaged = section.clone();
        ByteBuffer words = ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN);
        int length = words.getInt(12);
        for (int n = random.nextInt(6); n >= 0; n--) {
            int at = TYPES_AT + (random.nextInt(length) & ~3);
            switch (random.nextInt(3)) {
                case 0 -> words.putInt(at, random.nextInt(300));
                case 1 -> damaged[at + random.nextInt(4)] = (byte) random.nextInt();
                default -> words.putInt(at, words.getInt(at) + random.nextInt(5) - 2);
            }
        }
        return damaged;
    }
}
