package io.github.bpfmaven.plugin.scaffold;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Generated Java has structs as C has them:")
final class GeneratedStructsTest {
    @TempDir
    private Path directory;

    private CFixture c;

    @BeforeEach
    void generate() throws Exception {
        c = CFixture.of(directory, "structs.bpf.c");
    }

    @Test
    @DisplayName("clang confirms all sizes and offsets")
    void layouts() throws Exception {
        c.assertLayouts();
    }

    @Test
    @DisplayName("packed and aligned, alone, within each other and in arrays")
    void packedAndAligned() throws Exception {
        c.run("""
                c.has("packed", new Packed(-1, 0x123456789abcdef0L, -2, 0xfffffffd), Packed::read, Packed::write);
                c.has("partly_packed", new PartlyPacked(1, 2, new Packed(3, 4, 5, 6), 7),
                        PartlyPacked::read, PartlyPacked::write);
                c.has("holds_aligned",
                        new HoldsAligned(1, new Aligned(2, 3), List.of(new Aligned(4, 5), new Aligned(6, 7)), 8),
                        HoldsAligned::read, HoldsAligned::write);
                refused("aligned", () -> {
                    try {
                        new HoldsAligned(1, null, List.of(), 8);
                    } catch (NullPointerException missing) {
                        throw new IllegalArgumentException(missing.getMessage());
                    }
                });
                refused("many has 2 elements, not 0", () -> new HoldsAligned(1, new Aligned(2, 3), List.of(), 8));
                """);
    }

    @Test
    @DisplayName("nested, with a name and without")
    void nested() throws Exception {
        c.run("""
                Nested nested = new Nested(1, 2, 3, new Nested.Named(4, new Nested.Named.Inner(5)),
                        List.of(new Nested.Many(6, 7), new Nested.Many(8, 9)), 10, 31);
                c.has("nested", nested, Nested::read, Nested::write);
                same(5L, nested.named().inner().deep());
                same("Nested[first=1, low=2, high=3, named=Named[kind=4, inner=Inner[deep=5]],"
                        + " many=[Many[x=6, y=7], Many[x=8, y=9]], last=10, veryLast=31]", nested.toString());
                """);
    }

    @Test
    @DisplayName("arrays without a length take what there is")
    void flexibleArrays() throws Exception {
        c.run("""
                OpenText text = new OpenText(5, "hello\\0".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                c.has("open_text", text, OpenText::read, OpenText::write);
                same("hello", text.textText());
                c.has("open_numbers", new OpenNumbers(3, new int[] {1, 2, -1}), OpenNumbers::read, OpenNumbers::write);
                c.has("open_structs", new OpenStructs(2, List.of(new Point(1, -1), new Point(2, -2))),
                        OpenStructs::read, OpenStructs::write);
                c.has("open_in_padding",
                        new OpenInPadding(1, 2, new byte[] {3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17}),
                        OpenInPadding::read, OpenInPadding::write);
                same(4 + 6, text.byteSize());
                same(4, OpenText.BYTE_SIZE);
                same(0, OpenNumbers.read(ByteBuffer.allocate(7)).numbers().length);
                same(1, OpenNumbers.read(ByteBuffer.allocate(11)).numbers().length);
                refused("struct open_numbers takes 4 bytes, the buffer has 3", () -> OpenNumbers.read(ByteBuffer.allocate(3)));
                refused("takes 16 bytes", () -> new OpenNumbers(1, new int[3]).write(ByteBuffer.allocate(15)));
                same(16, new OpenInPadding(1, 2, new byte[0]).toBytes().length);
                """);
    }

    @Test
    @DisplayName("an array without a length is empty within another struct")
    void nestedFlexibleArray() throws Exception {
        c.run("""
                c.has("holds_open", new HoldsOpen(1, new OpenNumbers(2, new int[0])), HoldsOpen::read, HoldsOpen::write);
                HoldsOpen full = new HoldsOpen(1, new OpenNumbers(2, new int[1]));
                refused("struct open_numbers within another type has no room for numbers", full::toBytes);
                """);
    }

    @Test
    @DisplayName("empty structs and arrays of no elements are no components")
    void nothing() throws Exception {
        c.run("""
                c.has("holds_opaque", new HoldsOpaque(new Opaque(), 5), HoldsOpaque::read, HoldsOpaque::write);
                c.has("with_nothing", new WithNothing(1, 2), WithNothing::read, WithNothing::write);
                """);
    }

    @Test
    @DisplayName("addresses, whatever is there and however it is tagged")
    void addresses() throws Exception {
        c.run("""
                c.has("tagged", new Tagged(1, 2, new long[] {3, 4}), Tagged::read, Tagged::write);
                same("Tagged[kept=0x1, other=0x2, table=[3, 4]]", new Tagged(1, 2, new long[] {3, 4}).toString());
                """);
    }

    @Test
    @DisplayName("one with more members than a record can have is kept as its bytes")
    void manyMembers() throws Exception {
        c.run("""
                ManyMembers members = ManyMembers.zero(c.order()).withStart(1).withA00(2).withB55(65535).withC99(4)
                        .withPoint(new Point(5, -6)).withBits(7).withRest(new long[] {8, 9})
                        .withName(Arrays.copyOf(new byte[] {'t', 'e', 'n'}, 8));
                c.has("many_members", members, ManyMembers::read, ManyMembers::write);
                ManyMembers read = ManyMembers.read(c.buffer("many_members"));
                same(65535, read.b55());
                same(new Point(5, -6), read.point());
                same(7, read.bits());
                same("ten", read.nameText());
                refused("b55 is 65536", () -> read.withB55(65536));
                refused("bits is 8", () -> read.withBits(8));
                """);
    }
}
