package io.github.bpfmaven.plugin.scaffold;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Generated Java has arrays and text as C has them:")
final class GeneratedArraysTest {
    @TempDir
    private Path directory;

    private CFixture c;

    @BeforeEach
    void generate() throws Exception {
        c = CFixture.of(directory, "arrays.bpf.c");
    }

    @Test
    @DisplayName("clang confirms all sizes and offsets")
    void layouts() throws Exception {
        c.assertLayouts();
    }

    @Test
    @DisplayName("of numbers, addresses, enums and structs")
    void vectors() throws Exception {
        c.run("""
                Vectors vectors = new Vectors(new byte[] {1, 2, 3, -1}, new byte[] {-1, 0, 127},
                        new int[] {1, 0x1234, 65535}, new int[] {-32768, 5}, new int[] {1, -1}, new int[] {-1},
                        new long[] {1, -1}, new boolean[] {true, false, true}, new float[] {1.5f, -2.5f},
                        new double[] {0.5, -1e100}, new long[] {1, -1},
                        List.of(BigInteger.ONE.negate(), BigInteger.TWO.pow(100)),
                        List.of(Color.GREEN, Color.RED, new Color(7)),
                        List.of(new Point(1, -1), new Point(2, -2)), new int[] {8, 9});
                c.has("vectors", vectors, Vectors::read, Vectors::write);
                """);
    }

    @Test
    @DisplayName("of two and three dimensions")
    void matrices() throws Exception {
        c.run("""
                Matrices matrices = new Matrices(new int[][] {{1, 2, 3}, {-4, -5, -6}},
                        new int[][][] {{{1, 2}, {3, 4}, {5, 6}}, {{7, 8}, {9, 10}, {11, 65535}}},
                        new byte[][] {{'o', 'n', 'e', 0, 0, 0, 0, 0}, {'t', 'w', 'o', 0, 0, 0, 0, 0}},
                        new byte[][][] {{{1, 2, 3}, {4, 5, 6}}, {{7, 8, 9}, {10, 11, 12}}},
                        new boolean[][] {{true, false}, {false, true}}, new long[][] {{1, 2}},
                        new float[][] {{1.5f}, {2.5f}}, List.of(List.of(BigInteger.ONE, BigInteger.TWO.negate())),
                        List.of(List.of(new Point(1, -1), new Point(2, -2)), List.of(new Point(3, -3), new Point(4, -4))),
                        List.of(List.of(List.of(Color.RED, Color.GREEN)), List.of(List.of(Color.GREEN, new Color(9)))));
                c.has("matrices", matrices, Matrices::read, Matrices::write);
                int[][] matrix = matrices.matrix();
                matrix[0][0] = 99;
                same(1, matrices.matrix()[0][0]);
                """);
    }

    @Test
    @DisplayName("of structs and unions without a name, of typedefs of arrays, and of addresses")
    void inPlace() throws Exception {
        c.run("""
                InPlace.Either either = InPlace.Either.zero(c.order());
                InPlace value = new InPlace(List.of(List.of(new InPlace.Cells(1, 2), new InPlace.Cells(3, 4)),
                                List.of(new InPlace.Cells(5, 6), new InPlace.Cells(7, 8))),
                        List.of(List.of(either.withC(9)), List.of(either.withD(new byte[] {10, 11}))),
                        new int[][][] {{{1, 2, 3}, {4, 5, 6}}}, new int[][] {{7, 8, 9}}, new long[][] {{1}, {2}});
                c.has("in_place", value, InPlace::read, InPlace::write);
                """);
    }

    @Test
    @DisplayName("of another length, or with an element that does not fit, are refused by name")
    void refusals() throws Exception {
        c.run("""
                refused("u16s has 3 elements, not 2", () -> vectors(new int[2], List.of(Color.RED, Color.RED, Color.RED)));
                refused("u16s is 65536", () -> vectors(new int[] {0, 65536, 0}, List.of(Color.RED, Color.RED, Color.RED)));
                refused("colors has 3 elements, not 1", () -> vectors(new int[3], List.of(Color.RED)));
                """, """
                static Vectors vectors(int[] u16s, List<Color> colors) {
                    return new Vectors(new byte[4], new byte[3], u16s, new int[2], new int[2], new int[1], new long[2],
                            new boolean[3], new float[2], new double[2], new long[2],
                            List.of(BigInteger.ONE, BigInteger.ONE), colors,
                            List.of(new Point(0, 0), new Point(0, 0)), new int[2]);
                }
                """);
    }

    @Test
    @DisplayName("nobody can change a value's arrays")
    void copies() throws Exception {
        c.run("""
                Vectors vectors = Vectors.read(c.buffer("vectors"));
                vectors.u16s()[0] = 77;
                vectors.u8s()[0] = 77;
                same(1, vectors.u16s()[0]);
                same((byte) 1, vectors.u8s()[0]);
                same(Vectors.read(c.buffer("vectors")), vectors);
                """);
    }

    @Test
    @DisplayName("char arrays are bytes, and text up to a NUL if there is one")
    void texts() throws Exception {
        c.run("""
                Texts texts = new Texts(Texts.name("eth0"), Texts.full("abcd"), Texts.alias("\\u00fc"),
                        new byte[] {'f', 'i', 'x', 0, 'e', 'd', 0, 0}, new byte[] {-1, 2, 0, 0}, new byte[] {1, -1, 0, 0},
                        Texts.one("x"));
                c.has("texts", texts, Texts::read, Texts::write);
                same("eth0", texts.nameText());
                same("abcd", texts.fullText());
                same("\\u00fc", texts.aliasText());
                same("fix", texts.fixedText());
                same(new byte[] {1, -1, 0, 0}, texts.raw());
                same("Texts[name=\\"eth0\\", full=\\"abcd\\", alias=\\"\\u00fc\\", fixed=\\"fix\\", small=ff020000,"
                        + " raw=01ff0000, one=\\"x\\"]", texts.toString());
                refused("full has 4 bytes, the text takes 5: \\"abcde\\"", () -> Texts.full("abcde"));
                refused("full has 4 bytes, the text takes 6", () -> Texts.full("\\u00fc\\u00fc\\u00fc"));
                refused("name has 8 elements, not 4", () -> new Texts(Texts.full("a"), Texts.full(""), Texts.alias(""),
                        Texts.fixed(""), new byte[4], new byte[4], Texts.one("")));
                """);
    }
}
