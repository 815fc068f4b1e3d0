package io.github.bpfmaven.plugin.scaffold;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Generated Java has bit-fields as C has them:")
final class GeneratedBitFieldsTest {
    @TempDir
    private Path directory;

    private CFixture c;

    @BeforeEach
    void generate() throws Exception {
        c = CFixture.of(directory, "bit_fields.bpf.c");
    }

    @Test
    @DisplayName("clang confirms all sizes and offsets of what stands between them")
    void layouts() throws Exception {
        c.assertLayouts();
    }

    @Test
    @DisplayName("signed, unsigned, bool, of enums, of all 64 bits, across bytes and units, beside plain members")
    void everyType() throws Exception {
        c.run("""
                c.has("bits", new Bits(-4, 100, -1, 9, 500, 0x12345678, 0xabcdef012345678L, -3000000000L, -5,
                        0xfedcba9876543210L, true, false, Color.GREEN, Temperature.COLD, Wide.LARGE,
                        0xf0000001, -7, 'z'), Bits::read, Bits::write);
                c.has("ones", new Bits(-1, 127, -1, 15, 511, -1, 0xfffffffffffffffL, -1, -1, -1, true, true,
                        new Color(7), new Temperature(-1), new Wide(-1), -1, -1, -1), Bits::read, Bits::write);
                Bits ones = Bits.read(c.buffer("ones"));
                same(4294967295L, ones.seenUnsigned());
                same(new BigInteger("18446744073709551615"), ones.fullUnsigned());
                same(false, ones.color().isKnown());
                """);
    }

    @Test
    @DisplayName("what has too many bits is refused, and the message names the member")
    void ranges() throws Exception {
        c.run("""
                Bits ones = Bits.read(c.buffer("ones"));
                refused("a is 4, which is not in -4 to 3", () -> bits(4, 0, 0, Color.RED, Temperature.HOT));
                refused("a is -5", () -> bits(-5, 0, 0, Color.RED, Temperature.HOT));
                refused("b is 128", () -> bits(0, 128, 0, Color.RED, Temperature.HOT));
                refused("f is 1152921504606846976", () -> bits(0, 0, 1L << 60, Color.RED, Temperature.HOT));
                refused("f is -1", () -> bits(0, 0, -1, Color.RED, Temperature.HOT));
                refused("color is 8", () -> bits(0, 0, 0, new Color(8), Temperature.HOT));
                refused("temperature is 128", () -> bits(0, 0, 0, Color.RED, new Temperature(128)));
                same(Temperature.HOT, bits(3, 127, 0, Color.BLUE, Temperature.HOT).temperature());
                """, """
                static Bits bits(int a, int b, long f, Color color, Temperature temperature) {
                    return new Bits(a, b, 0, 0, 0, 0, f, 0, 0, 0, false, false, color, temperature, Wide.SMALL, 0, 0, 0);
                }
                """);
    }

    @Test
    @DisplayName("in packed structs, and of __int128")
    void packedAndWide() throws Exception {
        c.run("""
                c.has("packed_bits", new PackedBits(1, 5, 0x2aaaaaaaaaaaaL, 0x55555555, 2, true, -65536),
                        PackedBits::read, PackedBits::write);
                c.has("wide_bits", new WideBits(new BigInteger("abcdef123456789abcdef0123", 16),
                        BigInteger.valueOf(-2), BigInteger.TWO.pow(64).negate()), WideBits::read, WideBits::write);
                refused("least is 134217728", () -> new WideBits(BigInteger.ZERO, BigInteger.TWO.pow(27), BigInteger.ZERO));
                refused("most is -1", () -> new WideBits(BigInteger.ONE.negate(), BigInteger.ZERO, BigInteger.ZERO));
                """);
    }

    @Test
    @DisplayName("that a header declares the other way round for big-endian are one component")
    void theOtherWayRound() throws Exception {
        c.run("""
                c.has("ip_header", new IpHeader(5, 4, 0x10, 0x1234), IpHeader::read, IpHeader::write);
                same((byte) 0x45, c.bytes("ip_header")[0]);
                c.has("tcp_flags", new TcpFlags(1024, 0, 5, 0, 1, 0, 0, 1, 0, 0, 1), TcpFlags::read, TcpFlags::write);
                """);
    }
}
