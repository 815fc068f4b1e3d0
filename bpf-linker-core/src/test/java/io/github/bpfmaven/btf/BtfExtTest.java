package io.github.bpfmaven.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName(".BTF.ext")
final class BtfExtTest {
    private static final int HEADER = 32;

    @Test
    @DisplayName("comes back with record tails that nobody knows, in both byte orders")
    void comesBack() throws BtfFormatException {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            BtfSections sections = BtfSections.write(SampleBtf.everyKind(order), SampleBtf.ext());
            Btf btf = Btf.read(sections.btf(), order);
            BtfExt ext = BtfExt.read(sections.ext(), btf);

            assertEquals(SampleBtf.ext(), ext);
            BtfSections again = BtfSections.write(btf, ext);
            assertArrayEquals(sections.btf(), again.btf());
            assertArrayEquals(sections.ext(), again.ext());
        }
    }

    @Test
    @DisplayName("has the bytes that libbpf reads")
    void hasTheBytesThatLibbpfReads() {
        ByteBuffer ext = sample();

        int[] words = new int[12];
        for (int i = 0; i < words.length; i++) {
            words[i] = ext.getInt(i * 4);
        }
        // Header: magic, length, then offset and length of functions, lines and relocations; record size, section,
        // count.
        assertArrayEquals(new int[] {0x0001eb9f, HEADER, 0, 24, 24, 52, 76, 28, 12, words[9], 1, 0}, words);
    }

    @Test
    @DisplayName("may have a header that knows of no CO-RE relocations")
    void mayHaveAnOldHeader() throws BtfFormatException {
        Btf btf = sampleBtf();
        byte[] whole = sample().array();
        ByteBuffer old = ByteBuffer.wrap(Arrays.copyOf(whole, 24 + 76)).order(ByteOrder.LITTLE_ENDIAN);
        old.putInt(4, 24);
        System.arraycopy(whole, HEADER, old.array(), 24, 76);

        BtfExt read = BtfExt.read(old.array(), btf);
        assertEquals(SampleBtf.ext().lines(), read.lines());
        assertEquals(BtfExt.Area.absent(), read.relocations());
    }

    @Test
    @DisplayName("says where it is damaged")
    void saysWhereItIsDamaged() throws BtfFormatException {
        assertDamaged(0, "magic", 0, 0);
        assertDamaged(4, "header length", 4, 20);
        assertDamaged(8, "beyond the end", 12, Integer.MAX_VALUE);
        assertDamaged(16, "not aligned", 16, 3);
        assertDamaged(HEADER, "record size", HEADER, 4);
        assertDamaged(HEADER, "record size", HEADER, -8);
        assertDamaged(HEADER + 12, "the records of 4294967295", HEADER + 8, -1);
        assertDamaged(HEADER + 4, "outside the string section", HEADER + 4, 1 << 30);
        assertDamaged(HEADER + 16, "type 99 does not exist", HEADER + 16, 99);
    }

    private static Btf sampleBtf() throws BtfFormatException {
        return Btf.read(
                BtfSections.write(SampleBtf.everyKind(ByteOrder.LITTLE_ENDIAN), SampleBtf.ext())
                        .btf(),
                ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer sample() {
        return ByteBuffer.wrap(BtfSections.write(SampleBtf.everyKind(ByteOrder.LITTLE_ENDIAN), SampleBtf.ext())
                        .ext())
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void assertDamaged(long offset, String problem, int at, int word) throws BtfFormatException {
        Btf btf = sampleBtf();
        ByteBuffer section = sample().putInt(at, word);
        BtfFormatException thrown = assertThrows(BtfFormatException.class, () -> BtfExt.read(section.array(), btf));
        assertTrue(thrown.getMessage().contains(problem), thrown.getMessage());
        assertEquals(offset, thrown.offset(), thrown.getMessage());
    }
}
