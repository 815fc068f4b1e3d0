package io.github.bpfmaven.btf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.testing.Kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@DisplayName("Split BTF")
final class BtfSplitTest {
    private static final Path VMLINUX = Path.of("/sys/kernel/btf/vmlinux");
    private static final int TYPES = 24;

    @TempDir
    private Path directory;

    @Test
    @DisplayName("has the bytes that btf.rst gives: ids and string offsets go on where those of the base end")
    void hasTheBytesOfTheDocumentation() throws BtfFormatException {
        // Of this base the strings are "\0int\0", 5 bytes. btf__new_empty_split of libbpf 1.1 gives these bytes too.
        Btf base = intAndPointer(ByteOrder.LITTLE_ENDIAN);
        int[] words = {
            0x0001eb9f,
            24,
            0,
            36,
            36,
            2, // header: magic, version, flags; length; types; strings
            5,
            0x04000001,
            8,
            1,
            2,
            0, // STRUCT 3: the first own string, one member, 8 bytes; name in the base, type 2, bit 0
            0,
            0x02000000,
            3 // PTR 4 to type 3
        };
        ByteBuffer expected = ByteBuffer.allocate(words.length * 4 + 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int word : words) {
            expected.putInt(word);
        }
        expected.put("s\0".getBytes(StandardCharsets.US_ASCII));
        List<BtfType> own =
                List.of(new BtfType.Struct("s", 8, false, List.of(new BtfMember("int", 2, 0, 0))), new BtfType.Ptr(3));

        assertArrayEquals(expected.array(), Btf.splitOf(base, own).write());
        assertEquals(own, Btf.readSplit(base, expected.array()).types().subList(3, 5));
    }

    @Test
    @DisplayName("answers for all types, those of the base and its own")
    void answersForAllTypes() throws BtfFormatException {
        Btf base = reread(SampleBtf.everyKind(ByteOrder.BIG_ENDIAN));
        int first = base.types().size();
        Btf split = Btf.readSplit(
                base,
                Btf.splitOf(base, List.of(new BtfType.Array(first + 1, 1, 3), new BtfType.Typedef("mine", 1)))
                        .write());

        assertEquals(Optional.of(base), split.base());
        assertEquals(ByteOrder.BIG_ENDIAN, split.byteOrder());
        assertEquals(first, split.firstOwnId());
        assertEquals(1, base.firstOwnId());
        assertEquals(Optional.empty(), base.base());
        assertEquals(base.types(), split.types().subList(0, first));
        assertEquals(1, split.resolve(first + 1));
        assertEquals(OptionalLong.of(12), split.size(first));
        assertEquals("int", split.type(1).name());
    }

    @Test
    @DisplayName("gives back every kind of type, in both byte orders, also over a base that is split itself")
    void givesBackEveryKind() throws BtfFormatException {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            Btf base = reread(SampleBtf.everyKind(order));
            Btf split = SampleBtf.everyKindOver(base, "_own");
            Btf read = Btf.readSplit(base, split.write());
            Btf third = SampleBtf.everyKindOver(read, "_third");
            Btf readThird = Btf.readSplit(read, third.write());

            assertEquals(split.types(), read.types());
            assertArrayEquals(split.write(), read.write());
            assertEquals(third.types(), readThird.types());
            assertArrayEquals(third.write(), readThird.write());
        }
    }

    @Test
    @DisplayName("may add no string and no type")
    void mayAddNothing() throws BtfFormatException {
        Btf base = intAndPointer(ByteOrder.LITTLE_ENDIAN);
        byte[] empty = Btf.splitOf(base, List.of()).write();
        byte[] pointer =
                Btf.splitOf(base, List.of(new BtfType.Typedef("int", 2))).write();

        assertEquals(TYPES, empty.length);
        assertEquals(base.types(), Btf.readSplit(base, empty).types());
        assertEquals(TYPES + 12, pointer.length);
        assertEquals(new BtfType.Typedef("int", 2), Btf.readSplit(base, pointer).type(3));
    }

    @Test
    @DisplayName("keeps the offsets of the base's string section, also of one that this package would write otherwise")
    void keepsTheBasesStrings() throws BtfFormatException {
        // The strings of two pointers' worth of rustc's names: written again, they are gone, and all offsets are
        // others.
        byte[] types = new BtfOutput(ByteOrder.LITTLE_ENDIAN)
                .int32(5)
                .int32(0x02000000)
                .int32(0)
                .int32(9)
                .int32(0x07000000)
                .int32(0)
                .bytes();
        byte[] strings = "\0odd\0*mut\0fwd\0fwd\0".getBytes(StandardCharsets.US_ASCII);
        Btf base = Btf.read(section(types, strings), ByteOrder.LITTLE_ENDIAN);
        byte[] split = Btf.splitOf(base, List.of(new BtfType.Typedef("fwd", 2), new BtfType.Typedef("new", 2)))
                .write();
        ByteBuffer words = ByteBuffer.wrap(split).order(ByteOrder.LITTLE_ENDIAN);

        assertEquals("*mut\0".length() + 5, words.getInt(TYPES), "the first of two equal strings of the base");
        assertEquals(strings.length, words.getInt(TYPES + 12), "the first own string");
        assertEquals("fwd", Btf.readSplit(base, split).type(3).name());
        assertEquals("new", Btf.readSplit(base, split).type(4).name());
    }

    @Test
    @DisplayName("is read by bpftool over the kernel's own BTF, with the types that this package says")
    void isReadByBpftool() throws IOException, InterruptedException, BtfFormatException {
        Kernel.require();
        assumeTrue(Files.isRegularFile(VMLINUX), VMLINUX + " is not there");
        Btf vmlinux = Btf.read(Files.readAllBytes(VMLINUX), ByteOrder.nativeOrder());
        Btf split = Btf.readSplit(
                vmlinux, SampleBtf.everyKindOver(vmlinux, "_of_the_module").write());

        assertEquals(
                lines(split),
                dump(VMLINUX, split, "raw")
                        .lines()
                        .filter(line -> line.startsWith("["))
                        .map(line -> line.replaceFirst("' .*", "'"))
                        .toList());
    }

    @Test
    @DisplayName("is read by bpftool over a base of an object, as C that has the base's names")
    void isReadAsC() throws IOException, InterruptedException {
        Kernel.require();
        Btf base = Btf.of(
                ByteOrder.nativeOrder(),
                List.of(
                        new BtfType.Int("int", 4, BtfType.Int.SIGNED, 0, 32),
                        new BtfType.Struct(
                                "point", 8, false, List.of(new BtfMember("x", 1, 0, 0), new BtfMember("y", 1, 32, 0))),
                        new BtfType.Typedef("point_t", 2)));
        Btf split = Btf.splitOf(
                base,
                List.of(
                        new BtfType.Array(3, 1, 4),
                        new BtfType.Struct(
                                "polygon",
                                40,
                                false,
                                List.of(
                                        new BtfMember("x", 1, 0, 0),
                                        new BtfMember("points", 4, 32, 0),
                                        new BtfMember("close", 1, 288, 0)))));
        String c = dump(Files.write(directory.resolve("base"), base.write()), split, "c");

        assertTrue(c.contains("struct polygon {\n\tint x;\n\tpoint_t points[4];\n\tint close;\n};"), c);
    }

    @Test
    @DisplayName("says where it is damaged")
    void saysWhereItIsDamaged() {
        assertDamaged(TYPES, "type 3 names type 5, which does not exist", words -> words.putInt(TYPES + 8, 5));
        assertDamaged(TYPES + 12, "type 4 names type 4294967295", words -> words.putInt(TYPES + 20, -1));
        assertDamaged(TYPES, "string at 9 is outside", words -> words.putInt(TYPES, 9));
        assertDamaged(TYPES, "outside the string section", words -> words.putInt(TYPES, -1));
        assertDamaged(TYPES + 24 + 3, "must end with NUL", words -> words.put(TYPES + 24 + 3, (byte) 'x'));
        assertDamaged(
                0,
                "0x9feb, not 0xeb9f",
                words -> words.order(ByteOrder.BIG_ENDIAN).putShort(0, (short) 0xeb9f));
        assertDamaged(TYPES, "type 3 contains itself", words -> words.putInt(TYPES + 8, 4));
    }

    private static void assertDamaged(long offset, String problem, Damage damage) {
        Btf base = intAndPointer(ByteOrder.LITTLE_ENDIAN);
        byte[] section = Btf.splitOf(base, List.of(new BtfType.Typedef("own", 1), new BtfType.Const(3)))
                .write();
        damage.to(ByteBuffer.wrap(section).order(ByteOrder.LITTLE_ENDIAN));
        BtfFormatException thrown = assertThrows(BtfFormatException.class, () -> Btf.readSplit(base, section));
        assertTrue(thrown.getMessage().contains(problem), thrown.getMessage());
        assertEquals(offset, thrown.offset(), thrown.getMessage());
    }

    @Test
    @DisplayName("is refused in another byte order than the base's, and without its base")
    void needsItsBase() {
        byte[] big = Btf.splitOf(intAndPointer(ByteOrder.BIG_ENDIAN), List.of(new BtfType.Typedef("own", 1)))
                .write();
        Btf little = intAndPointer(ByteOrder.LITTLE_ENDIAN);

        assertEquals(
                0,
                assertThrows(BtfFormatException.class, () -> Btf.readSplit(little, big))
                        .offset());
        BtfFormatException alone = assertThrows(BtfFormatException.class, () -> Btf.read(big, ByteOrder.BIG_ENDIAN));
        assertTrue(alone.getMessage().contains("read over its base"), alone.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Btf.splitOf(little, List.of(new BtfType.Ptr(4))));
    }

    @Test
    @DisplayName("has .BTF.ext with strings of the base, keeps the base in canonical order, and is not deduplicated")
    void goesThroughTheRest() throws BtfFormatException {
        Btf base = reread(Btf.of(
                ByteOrder.LITTLE_ENDIAN,
                List.of(new BtfType.Ptr(3), new BtfType.Fwd("a", false), new BtfType.Fwd("b", false))));
        Btf split = Btf.splitOf(
                base,
                List.of(
                        new BtfType.Ptr(6),
                        new BtfType.Fwd("c", false),
                        new BtfType.TypeTag("a", 3, false),
                        new BtfType.Func("prog", 8, BtfLinkage.GLOBAL),
                        new BtfType.FuncProto(0, List.of(new BtfParam("c", 5)))));
        BtfExt ext = new BtfExt(
                new BtfExt.Area<>(
                        8, List.of(new BtfExt.Section<>("b", List.of(new BtfExt.FuncInfo(0, 7, BtfRecordTail.NONE))))),
                BtfExt.Area.absent(),
                BtfExt.Area.absent());
        BtfCanonicalOrder canonical = BtfCanonicalOrder.of(split, ext);
        BtfSections sections = BtfSections.write(canonical.btf(), canonical.ext());
        Btf read = Btf.readSplit(base, sections.btf());

        assertEquals(base.types(), read.types().subList(0, 4));
        assertEquals(new BtfType.Ptr(7), read.type(4));
        assertEquals(new BtfType.Func("prog", 6, BtfLinkage.GLOBAL), read.type(5));
        assertEquals(new BtfType.TypeTag("a", 3, false), read.type(7));
        assertEquals(new BtfType.Fwd("c", false), read.type(8));
        assertEquals(canonical.ext(), BtfExt.read(sections.ext(), read));
        assertThrows(IllegalArgumentException.class, () -> BtfDedup.of(split, ext));
    }

    private static Btf intAndPointer(ByteOrder order) {
        return Btf.of(order, List.of(new BtfType.Int("int", 4, BtfType.Int.SIGNED, 0, 32), new BtfType.Ptr(1)));
    }

    private static Btf reread(Btf btf) throws BtfFormatException {
        return Btf.read(btf.write(), btf.byteOrder());
    }

    private String dump(Path base, Btf split, String format) throws IOException, InterruptedException {
        Path file = Files.write(directory.resolve("split"), split.write());
        return Kernel.dumpBtf("-B", base.toString(), "btf", "dump", "file", file.toString(), "format", format);
    }

    private static List<String> lines(Btf split) {
        return IntStream.range(split.firstOwnId(), split.types().size())
                .mapToObj(id -> {
                    String name = split.type(id).name();
                    return "[" + id + "] " + split.type(id).kind() + " '" + (name.isEmpty() ? "(anon)" : name) + "'";
                })
                .toList();
    }

    private static byte[] section(byte[] types, byte[] strings) {
        return new BtfOutput(ByteOrder.LITTLE_ENDIAN)
                .header(TYPES)
                .int32(0)
                .int32(types.length)
                .int32(types.length)
                .int32(strings.length)
                .bytes(types)
                .bytes(strings)
                .bytes();
    }

    private interface Damage {
        void to(ByteBuffer words);
    }
}
