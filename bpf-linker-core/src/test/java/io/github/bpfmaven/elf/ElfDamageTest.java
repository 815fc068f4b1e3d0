package io.github.bpfmaven.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A damaged ELF file")
final class ElfDamageTest {
    private static final int ROUNDS = 20_000;
    private static final int[] EVIL = {-1, 0, 1, 0x7fffffff, 0x80000000, 0xffff, 0x10000000, 0xff00};

    @Test
    @DisplayName("is read and written, or refused with ElfFormatException, and nothing else")
    void isReadOrRefused() {
        Random random = new Random(1);
        int read = 0;
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = SampleObject.build(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            bytes = damage(bytes, random);
            try {
                ElfFile file = ElfFile.read(bytes);
                file.sections().forEach(file::relocations);
                new ElfRewriter(file)
                        .drop(section -> section.name().startsWith(".debug"))
                        .write();
                read++;
            } catch (ElfFormatException expected) {
                refused++;
            }
        }
        assertTrue(read > ROUNDS / 20, read + " read");
        assertTrue(refused > ROUNDS / 20, refused + " refused");
    }

    @Test
    @DisplayName("is refused when its names overlap without measure")
    void hasNoEndlessNames() {
        ElfBuilder out = new ElfBuilder(ByteOrder.LITTLE_ENDIAN, ElfFile.EM_BPF);
        byte[] name = new byte[100_000];
        Arrays.fill(name, (byte) 'x');
        out.symbol(new String(name, StandardCharsets.US_ASCII), ElfSymbol.STB_GLOBAL, 0, 0, 0, 0, 0);
        for (int i = 0; i < 1000; i++) {
            out.symbol("", ElfSymbol.STB_GLOBAL, 0, 0, 0, 0, 0);
        }
        ByteBuffer bytes = ByteBuffer.wrap(out.build()).order(ByteOrder.LITTLE_ENDIAN);
        int symbols = (int) bytes.getLong((int) bytes.getLong(40) + ElfHeader.SECTION_HEADER_SIZE + 24);
        int longName = bytes.getInt(symbols + 24);
        for (int i = 0; i < 1000; i++) {
            bytes.putInt(symbols + (2 + i) * 24, longName + 1 + i);
        }

        ElfFormatException thrown = assertThrows(ElfFormatException.class, () -> ElfFile.read(bytes.array()));
        assertTrue(thrown.getMessage().contains("overlap"), thrown.getMessage());
    }

    private static byte[] damage(byte[] bytes, Random random) {
        if (random.nextInt(10) == 0) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        for (int i = random.nextInt(3); i >= 0; i--) {
            // The tables at the end are where the numbers are.
            int at = random.nextBoolean() ? random.nextInt(64) : bytes.length - 4 - random.nextInt(8 * 64);
            if (random.nextBoolean()) {
                bytes[at] ^= (byte) (1 << random.nextInt(8));
            } else {
                buffer.order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                        .putInt(at & ~3, EVIL[random.nextInt(EVIL.length)]);
            }
        }
        return bytes;
    }
}
