package io.github.bpfmaven.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Damaged BTF")
final class BtfDamageTest {
    private static final int ROUNDS = 20_000;
    private static final int[] EVIL = {-1, 0, 1, 7, 0x7fffffff, 0x80000000, 0x0400ffff, 0x12000001, 0x10000000};

    @Test
    @DisplayName("is read, ordered, deduplicated and written, or refused with BtfFormatException, and nothing else")
    void isReadOrRefused() {
        Random random = new Random(2);
        int read = 0;
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            ByteOrder order = random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
            BtfSections sections = BtfSections.write(SampleBtf.everyKind(order), SampleBtf.ext());
            try {
                Btf btf =
                        Btf.read(random.nextInt(3) > 0 ? damage(sections.btf(), order, random) : sections.btf(), order);
                BtfExt ext = BtfExt.read(damage(sections.ext(), order, random), btf);
                for (int id = 0; id < btf.types().size(); id++) {
                    btf.resolve(id);
                    btf.size(id);
                }
                BtfCanonicalOrder canonical = BtfCanonicalOrder.of(btf, ext);
                BtfDedup once = BtfDedup.of(canonical.btf(), canonical.ext());
                BtfSections.write(once.btf(), once.ext());
                read++;
            } catch (BtfFormatException expected) {
                refused++;
            }
        }
        assertTrue(read > ROUNDS / 20, read + " read");
        assertTrue(refused > ROUNDS / 20, refused + " refused");
    }

    private static byte[] damage(byte[] bytes, ByteOrder order, Random random) {
        if (random.nextInt(10) == 0) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        int at = random.nextInt(bytes.length - 4);
        if (random.nextBoolean()) {
            bytes[at] ^= (byte) (1 << random.nextInt(8));
        } else {
            ByteBuffer.wrap(bytes).order(order).putInt(at & ~3, EVIL[random.nextInt(EVIL.length)]);
        }
        return bytes;
    }
}
