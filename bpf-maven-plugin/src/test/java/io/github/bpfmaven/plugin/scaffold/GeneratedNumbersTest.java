package io.github.bpfmaven.plugin.scaffold;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Generated Java has numbers as C has them:")
final class GeneratedNumbersTest {
    @TempDir
    private Path directory;

    private CFixture c;

    @BeforeEach
    void generate() throws Exception {
        c = CFixture.of(directory, "integers.bpf.c");
    }

    @Test
    @DisplayName("clang confirms all sizes and offsets")
    void layouts() throws Exception {
        c.assertLayouts();
    }

    @Test
    @DisplayName("integers of 8 to 64 bits, signed and unsigned")
    void integers() throws Exception {
        c.run("""
                c.has("least", new Limits(0, -128, 0, -32768, 0, Integer.MIN_VALUE, 0, Long.MIN_VALUE),
                        Limits::read, (value, out) -> value.write(out));
                c.has("most", new Limits(255, 127, 65535, 32767, -1, Integer.MAX_VALUE, -1, Long.MAX_VALUE),
                        Limits::read, Limits::write);
                c.has("mixed", new Limits(0x12, 0x34, 0x1234, 0x5678, 0x12345678, 0x9abcdef,
                        0x123456789abcdef0L, 0xfedcba987654321L), Limits::read, Limits::write);
                Limits most = Limits.read(c.buffer("most"));
                same(255, most.u8());
                same(4294967295L, most.u32Unsigned());
                same(new BigInteger("18446744073709551615"), most.u64Unsigned());
                same("Limits[u8=255, s8=127, u16=65535, s16=32767, u32=4294967295, s32=2147483647,"
                        + " u64=18446744073709551615, s64=9223372036854775807]", most.toString());
                """);
    }

    @Test
    @DisplayName("what a narrow member cannot hold is refused, and the message names the member")
    void ranges() throws Exception {
        c.run("""
                refused("u8 is 256", () -> new Limits(256, 0, 0, 0, 0, 0, 0, 0));
                refused("u8 is -1", () -> new Limits(-1, 0, 0, 0, 0, 0, 0, 0));
                refused("s8 is 128, which is not in -128 to 127", () -> new Limits(0, 128, 0, 0, 0, 0, 0, 0));
                refused("u16 is 65536", () -> new Limits(0, 0, 65536, 0, 0, 0, 0, 0));
                refused("s16 is -32769", () -> new Limits(0, 0, 0, -32769, 0, 0, 0, 0));
                BigInteger two = BigInteger.TWO;
                refused("wide is", () -> new Others(0, 0, 0, false, false, 0, 0, two.pow(127), two, 0, 0, 0, 0));
                refused("uwide is", () -> new Others(0, 0, 0, false, false, 0, 0, two, two.pow(128), 0, 0, 0, 0));
                refused("uwide is -2", () -> new Others(0, 0, 0, false, false, 0, 0, two, two.negate(), 0, 0, 0, 0));
                refused("struct limits takes 32 bytes, the buffer has 31 left",
                        () -> Limits.read(ByteBuffer.allocate(31)));
                refused("struct limits takes 32 bytes, the buffer has 31 left",
                        () -> Limits.read(c.buffer("least")).write(ByteBuffer.allocate(31)));
                """);
    }

    @Test
    @DisplayName("characters, bool, float, double, __int128, and addresses")
    void others() throws Exception {
        c.run("""
                BigInteger wide = BigInteger.TWO.pow(64).multiply(BigInteger.valueOf(-2)).add(BigInteger.valueOf(3));
                Others others = new Others('x', -3, 253, true, false, 1.5f, -2.25, wide,
                        new BigInteger("fedcba98765432100123456789abcdef", 16),
                        0xffff888012345678L, 0x1234, -5, Long.MIN_VALUE);
                c.has("others", others, Others::read, Others::write);
                same("9223372036854775808", others.ullUnsigned().toString());
                c.has("extremes", new Others(127, -128, 255, false, true, -0.0f, 1e300,
                        BigInteger.TWO.pow(127).negate(), BigInteger.TWO.pow(128).subtract(BigInteger.ONE),
                        -1, 0, Long.MAX_VALUE, -1), Others::read, Others::write);
                """);
    }

    @Test
    @DisplayName("through chains of typedefs, const and volatile")
    void chains() throws Exception {
        c.run("""
                c.has("chains", new Chains(53, 65535, 0xff00ff00, -9, 1, 2), Chains::read, Chains::write);
                refused("source is 65536", () -> new Chains(53, 65536, 0, 0, 0, 0));
                """);
    }

    @Test
    @DisplayName("byte arrays are in this machine's order, buffers in their own")
    void byteArrays() throws Exception {
        c.run("""
                Limits mixed = Limits.read(c.buffer("mixed"));
                if (c.isOfThisMachine()) {
                    same(mixed, Limits.fromBytes(c.bytes("mixed")));
                    same(c.bytes("mixed"), mixed.toBytes());
                } else {
                    same(Integer.reverseBytes(0x12345678), Limits.fromBytes(c.bytes("mixed")).u32());
                }
                refused("struct limits takes 32 bytes, not 33", () -> Limits.fromBytes(new byte[33]));
                """);
    }
}
