package io.github.bpfmaven.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("BTF")
final class BtfTest {
    private static final int TYPES = 24;

    @Test
    @DisplayName("has the bytes that btf.h gives: int and a struct with a bit-field")
    void hasTheBytesOfTheHeaderFile() {
        Btf btf = Btf.of(
                ByteOrder.LITTLE_ENDIAN,
                List.of(
                        new BtfType.Int("int", 4, BtfType.Int.SIGNED, 0, 32),
                        new BtfType.Struct("s", 4, true, List.of(new BtfMember("int", 1, 5, 3)))));
        int[] words = {
            0x0001eb9f,
            24,
            0,
            40,
            40,
            7, // header: magic, version, flags; length; types; strings
            1,
            0x01000000,
            4,
            0x01000020, // INT: name, kind, size; signed, 32 bits
            5,
            0x84000001,
            4,
            1,
            1,
            0x03000005 // STRUCT: kind_flag, one member: name, type, 3 bits at 5
        };
        ByteBuffer expected = ByteBuffer.allocate(words.length * 4 + 7).order(ByteOrder.LITTLE_ENDIAN);
        for (int word : words) {
            expected.putInt(word);
        }
        expected.put("\0int\0s\0".getBytes(StandardCharsets.US_ASCII));

        assertArrayEquals(expected.array(), btf.write());
    }

    @Test
    @DisplayName("gives back every kind of type, in both byte orders")
    void givesBackEveryKind() throws BtfFormatException {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            Btf btf = SampleBtf.everyKind(order);
            Btf read = Btf.read(btf.write(), order);

            assertEquals(btf.types(), read.types());
            assertEquals(
                    List.of(BtfKind.values()),
                    read.types().stream().map(BtfType::kind).distinct().sorted().toList(),
                    "the sample has every kind");
            assertArrayEquals(btf.write(), read.write());
        }
    }

    @Test
    @DisplayName("is no BTF in the other byte order")
    void knowsItsByteOrder() {
        byte[] section = SampleBtf.everyKind(ByteOrder.BIG_ENDIAN).write();

        assertThrows(BtfFormatException.class, () -> Btf.read(section, ByteOrder.LITTLE_ENDIAN));
    }

    @Test
    @DisplayName("keeps bytes that are not UTF-8, and tells them from the same in UTF-8")
    void keepsStrayBytes() throws BtfFormatException {
        byte[] section = Btf.of(
                        ByteOrder.LITTLE_ENDIAN,
                        List.of(new BtfType.Fwd("grxxe", false), new BtfType.Fwd("gr\u00f6e", false)))
                .write();
        int name = TYPES + 24 + 1;
        section[name + 2] = (byte) 0xf6;
        section[name + 3] = (byte) 0xc3;
        Btf btf = Btf.read(section, ByteOrder.LITTLE_ENDIAN);

        assertEquals("gr\udcf6\udcc3e", btf.type(1).name());
        assertEquals("gr\u00f6e", btf.type(2).name());
        assertArrayEquals(section, btf.write());
    }

    @Test
    @DisplayName("takes typedefs, qualifiers and type tags off a type")
    void resolves() {
        Btf btf = Btf.of(
                ByteOrder.LITTLE_ENDIAN,
                List.of(
                        new BtfType.Int("int", 4, 1, 0, 32),
                        new BtfType.Typedef("a", 3),
                        new BtfType.Const(4),
                        new BtfType.Volatile(5),
                        new BtfType.TypeTag("t", 6, false),
                        new BtfType.Restrict(1),
                        new BtfType.Ptr(2)));

        assertEquals(1, btf.resolve(2));
        assertEquals(7, btf.resolve(7));
        assertEquals(0, btf.resolve(0));
    }

    @Test
    @DisplayName("says where it is damaged")
    void saysWhereItIsDamaged() {
        assertDamaged(0, "magic", section -> section.putShort(0, (short) 0x9feb));
        assertDamaged(2, "version", section -> section.put(2, (byte) 2));
        assertDamaged(4, "header length", section -> section.putInt(4, -4));
        assertDamaged(8, "beyond the end", section -> section.putInt(12, Integer.MAX_VALUE));
        assertDamaged(16, "beyond the end", section -> section.putInt(16, -1));
        assertDamaged(TYPES, "outside the string section", section -> section.putInt(TYPES, 1 << 30));
        assertDamaged(TYPES + 4, "unknown kind", section -> section.putInt(TYPES + 4, 20 << 24));
        assertDamaged(TYPES + 4, "unknown kind", section -> section.putInt(TYPES + 4, 0));
        assertDamaged(TYPES + 4, "unknown bits", section -> section.putInt(TYPES + 4, 0x01010000));
        assertDamaged(TYPES + 4, "INT with a count", section -> section.putInt(TYPES + 4, 0x01000001));
        assertDamaged(TYPES + 4, "INT with kind_flag", section -> section.putInt(TYPES + 4, 0x81000000));
        // The pointer behind the integer.
        assertDamaged(TYPES + 16, "names type 4294967295", section -> section.putInt(TYPES + 24, -1));
        assertDamaged(TYPES + 28, "the members takes", section -> section.putInt(TYPES + 20, 0x0400ffff));
    }

    @Test
    @DisplayName("is refused when a kind has a name that must not; names that rustc gives to pointers are left out")
    void refusesNames() throws BtfFormatException {
        for (BtfType type : List.of(
                new BtfType.Array(1, 1, 2),
                new BtfType.Const(1),
                new BtfType.Volatile(1),
                new BtfType.Restrict(1),
                new BtfType.FuncProto(1, List.of()))) {
            byte[] section = withName(type);
            BtfFormatException thrown =
                    assertThrows(BtfFormatException.class, () -> Btf.read(section, ByteOrder.LITTLE_ENDIAN));
            assertTrue(thrown.getMessage().endsWith(type.kind() + " with a name"), thrown.getMessage());
            assertEquals(TYPES + 16, thrown.offset());
        }
        byte[] named = withName(new BtfType.Ptr(1));
        assertEquals(
                new BtfType.Ptr(1), Btf.read(named, ByteOrder.LITTLE_ENDIAN).type(2));
    }

    /** The type behind an integer, with the integer's name. */
    private static byte[] withName(BtfType type) {
        byte[] section = Btf.of(ByteOrder.LITTLE_ENDIAN, List.of(new BtfType.Int("int", 4, 1, 0, 32), type))
                .write();
        ByteBuffer.wrap(section).order(ByteOrder.LITTLE_ENDIAN).putInt(TYPES + 16, 1);
        return section;
    }

    @Test
    @DisplayName("is refused when a type contains itself other than through a pointer")
    void refusesEndlessTypes() throws BtfFormatException {
        List<BtfType> throughPointer =
                List.of(new BtfType.Struct("s", 8, false, List.of(new BtfMember("next", 2, 0, 0))), new BtfType.Ptr(1));
        List<BtfType> endless = List.of(
                new BtfType.Typedef("t", 2),
                new BtfType.Struct("s", 8, false, List.of(new BtfMember("self", 3, 0, 0))),
                new BtfType.Array(1, 0, 4));
        byte[] fine = Btf.of(ByteOrder.LITTLE_ENDIAN, throughPointer).write();
        byte[] bad = Btf.of(ByteOrder.LITTLE_ENDIAN, endless).write();

        assertEquals(3, Btf.read(fine, ByteOrder.LITTLE_ENDIAN).types().size());
        BtfFormatException thrown =
                assertThrows(BtfFormatException.class, () -> Btf.read(bad, ByteOrder.LITTLE_ENDIAN));
        assertTrue(thrown.getMessage().contains("contains itself"), thrown.getMessage());
    }

    @Test
    @DisplayName("is not put together with ids that do not exist")
    void refusesIdsThatDoNotExist() {
        List<BtfType> types = List.of(new BtfType.Ptr(2));

        assertThrows(IllegalArgumentException.class, () -> Btf.of(ByteOrder.LITTLE_ENDIAN, types));
    }

    private static void assertDamaged(long offset, String problem, Damage damage) {
        byte[] section = Btf.of(
                        ByteOrder.LITTLE_ENDIAN, List.of(new BtfType.Int("int", 4, 1, 0, 32), new BtfType.Ptr(1)))
                .write();
        damage.to(ByteBuffer.wrap(section).order(ByteOrder.LITTLE_ENDIAN));
        BtfFormatException thrown =
                assertThrows(BtfFormatException.class, () -> Btf.read(section, ByteOrder.LITTLE_ENDIAN));
        assertTrue(thrown.getMessage().contains(problem), thrown.getMessage());
        assertEquals(offset, thrown.offset(), thrown.getMessage());
    }

    private interface Damage {
        void to(ByteBuffer section);
    }
}
