package io.github.bpfmaven.plugin.scaffold;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Generated Java has unions as C has them:")
final class GeneratedUnionsTest {
    @TempDir
    private Path directory;

    private CFixture c;

    @BeforeEach
    void generate() throws Exception {
        c = CFixture.of(directory, "unions.bpf.c");
    }

    @Test
    @DisplayName("clang confirms all sizes and offsets")
    void layouts() throws Exception {
        c.assertLayouts();
    }

    @Test
    @DisplayName("every member is a view, to be read and to be set")
    void members() throws Exception {
        c.run("""
                Number_ zero = Number_.zero(c.order());
                c.has("u8", zero.withU8(255), Number_::read, Number_::write);
                c.has("s16", zero.withS16(-2), Number_::read, Number_::write);
                c.has("u32", zero.withU32(0xfffffffe), Number_::read, Number_::write);
                c.has("s64", zero.withS64(-3), Number_::read, Number_::write);
                c.has("f", zero.withF(1.5f), Number_::read, Number_::write);
                c.has("d", zero.withD(-2.5), Number_::read, Number_::write);
                c.has("flag", zero.withFlag(true), Number_::read, Number_::write);
                c.has("address", zero.withAddress(0x123456789aL), Number_::read, Number_::write);
                c.has("color", zero.withColor(Color.GREEN), Number_::read, Number_::write);
                c.has("wide", zero.withWide(new BigInteger("0123456789abcdef0000000000000005", 16)),
                        Number_::read, Number_::write);
                c.has("halves", zero.withHalves(new int[] {1, 2, 65535}), Number_::read, Number_::write);
                c.has("text", zero.withText("hello"), Number_::read, Number_::write);
                c.has("pair", zero.withPair(new Pair(7, 8)), Number_::read, Number_::write);
                c.has("pairs", zero.withPairs(List.of(new Pair(1, 2), new Pair(3, 4))), Number_::read, Number_::write);
                c.has("low", zero.withLow(300), Number_::read, Number_::write);

                same(255, number(c, "u8").u8());
                same(-2, number(c, "s16").s16());
                same(4294967294L, number(c, "u32").u32Unsigned());
                same(-3L, number(c, "s64").s64());
                same(1.5f, number(c, "f").f());
                same(-2.5, number(c, "d").d());
                same(true, number(c, "flag").flag());
                same(0x123456789aL, number(c, "address").address());
                same(Color.GREEN, number(c, "color").color());
                same("123456789abcdef0000000000000005", number(c, "wide").wide().toString(16));
                same(new int[] {1, 2, 65535}, number(c, "halves").halves());
                same("hello", number(c, "text").textText());
                same(new Pair(7, 8), number(c, "pair").pair());
                same(List.of(new Pair(1, 2), new Pair(3, 4)), number(c, "pairs").pairs());
                same(300, number(c, "low").low());
                """, """
                static Number_ number(CValues c, String variable) {
                    return Number_.read(c.buffer(variable));
                }
                """);
    }

    @Test
    @DisplayName("setting one member leaves the bytes that it does not have as they are")
    void keepsOtherBytes() throws Exception {
        c.run("""
                Number_ pair = Number_.read(c.buffer("pair"));
                same(8, pair.withU8(9).pair().right());
                same(new Pair(7, 8), pair.pair());
                refused("u8 is 256", () -> pair.withU8(256));
                refused("low is 512", () -> pair.withLow(512));
                refused("halves has 3 elements, not 2", () -> pair.withHalves(new int[2]));
                """);
    }

    @Test
    @DisplayName("one that was made in a byte order is not written in the other")
    void refusesTheOtherOrder() throws Exception {
        c.run("""
                ByteOrder other = c.order() == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
                same(c.order(), Number_.read(c.buffer("pair")).order());
                refused("union number was made in byte order " + c.order(),
                        () -> Number_.read(c.buffer("pair")).write(ByteBuffer.allocate(16).order(other)));
                same(Number_.ofU32(5), Number_.zero(ByteOrder.nativeOrder()).withU32(5));
                """);
    }

    @Test
    @DisplayName("in structs and in arrays")
    void inStructs() throws Exception {
        c.run("""
                Number_ zero = Number_.zero(c.order());
                c.has("tagged", new Tagged(1, zero.withU32(2), List.of(zero.withS16(-3), zero.withD(4.5))),
                        Tagged::read, Tagged::write);
                """);
    }

    @Test
    @DisplayName("members of an anonymous one are members of the struct around it")
    void anonymous() throws Exception {
        c.run("""
                Address.V4Union v4 = Address.V4Union.zero(c.order());
                Address.To to = Address.To.zero(c.order());
                List<Address.To> ports = List.of(to.withPort(80), to.withService(new byte[] {'a', 'b'}));
                Address first = new Address(4, v4.withV4(0x0a000001), ports);
                c.has("address_v4", first, Address::read, Address::write);
                same(0x0a000001, first.v4());
                same("ab", first.to().get(1).serviceText());
                Address second = new Address(6, v4.withHigh(0x20010db800000000L).withLow(1), List.of(to, to));
                c.has("address_v6", second, Address::read, Address::write);
                same(0x20010db800000000L, second.high());
                same(1L, second.low());
                same(16, second.raw().length);
                """);
    }

    @Test
    @DisplayName("in structs in unions")
    void deep() throws Exception {
        c.run("""
                Deep.First.Inner inner = Deep.First.Inner.zero(c.order()).withX(2).withZ(-3);
                Deep deep = Deep.zero(c.order()).withFirst(new Deep.First(1, inner));
                c.has("deep", deep, Deep::read, Deep::write);
                same(253, deep.first().inner().y());
                c.has("shallow", Deep.zero(c.order()).withTwo(0x1234), Deep::read, Deep::write);
                same(c.order() == ByteOrder.BIG_ENDIAN ? 0x12 : 0x34, Deep.read(c.buffer("shallow")).one());
                """);
    }

    @Test
    @DisplayName("arrays without a length are as long as there is room")
    void flexibleArrays() throws Exception {
        c.run("""
                Open open = Open.zero(c.order()).withNumber(0x0102030405060708L);
                c.has("open", open, Open::read, Open::write);
                boolean big = c.order() == ByteOrder.BIG_ENDIAN;
                same(big ? new int[] {0x0304, 0x0506, 0x0708} : new int[] {0x0506, 0x0304, 0x0102}, open.rest());
                same(c.bytes("open"), open.bytes());
                same(open, Open.zero(c.order()).withBytes(c.bytes("open")));
                """);
    }

    @Test
    @DisplayName("bit-fields in an anonymous one that a header declares the other way round for big-endian")
    void theOtherWayRound() throws Exception {
        c.run("""
                Bits bits = new Bits(Bits.WholeUnion.zero(c.order()).withLow(3).withHigh(4));
                c.has("bits", bits, Bits::read, Bits::write);
                same(4 << 5 | 3, bits.whole());
                same(4, bits.high());
                OnlyBits only = new OnlyBits(OnlyBits.LeastUnion.zero(c.order()).withLeast(1).withMost(30));
                c.has("only_bits", only, OnlyBits::read, OnlyBits::write);
                """);
    }
}
