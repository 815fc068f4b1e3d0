package io.github.bpfmaven.btf;

import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalLong;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("The size of a type")
final class BtfSizesTest {
    private final Btf btf = Btf.of(
            ByteOrder.LITTLE_ENDIAN,
            List.of(
                    new BtfType.Int("int", 4, 1, 0, 32),
                    new BtfType.Array(1, 0, 3),
                    new BtfType.Typedef("three", 2),
                    new BtfType.Array(3, 0, 5),
                    new BtfType.Struct("s", 24, false, List.of()),
                    new BtfType.Const(5),
                    new BtfType.Ptr(0),
                    new BtfType.Enum("e", 1, false, List.of()),
                    new BtfType.Enum64("f", 8, false, List.of()),
                    new BtfType.Float("double", 8),
                    new BtfType.Fwd("later", false),
                    new BtfType.FuncProto(0, List.of()),
                    new BtfType.Array(11, 0, 2),
                    new BtfType.Array(15, 0, 0xffffffffL),
                    new BtfType.Array(16, 0, 0xffffffffL),
                    new BtfType.Array(1, 0, 0xffffffffL),
                    new BtfType.Array(17, 0, 1),
                    new BtfType.Array(1, 0, 0),
                    new BtfType.Union("u", 16, false, List.of()),
                    new BtfType.Typedef("itself", 20),
                    new BtfType.Var("v", 1, BtfLinkage.STATIC),
                    new BtfType.DataSec(".bss", 4, List.of()),
                    new BtfType.DeclTag("tag", 5, -1, false)));

    @Test
    @DisplayName("is that of C, through typedefs, qualifiers and arrays of arrays")
    void known() {
        assertEquals(OptionalLong.of(4), btf.size(1));
        assertEquals(OptionalLong.of(12), btf.size(3));
        assertEquals(OptionalLong.of(60), btf.size(4));
        assertEquals(OptionalLong.of(24), btf.size(6));
        assertEquals(OptionalLong.of(8), btf.size(7));
        assertEquals(OptionalLong.of(1), btf.size(8));
        assertEquals(OptionalLong.of(8), btf.size(9));
        assertEquals(OptionalLong.of(8), btf.size(10));
        assertEquals(OptionalLong.of(0xffffffffL * 4), btf.size(16));
        assertEquals(OptionalLong.of(0), btf.size(18));
        assertEquals(OptionalLong.of(16), btf.size(19));
    }

    @Test
    @DisplayName("is not known of what has none, nor where it is beyond all measure")
    void unknown() {
        assertEquals(OptionalLong.empty(), btf.size(0));
        assertEquals(OptionalLong.empty(), btf.size(11));
        assertEquals(OptionalLong.empty(), btf.size(12));
        assertEquals(OptionalLong.empty(), btf.size(13));
        assertEquals(OptionalLong.empty(), btf.size(14));
        assertEquals(OptionalLong.empty(), btf.size(17), "an array of itself");
        assertEquals(OptionalLong.empty(), btf.size(20), "a typedef of itself");
        assertEquals(OptionalLong.empty(), btf.size(21));
        assertEquals(OptionalLong.empty(), btf.size(22));
        assertEquals(OptionalLong.empty(), btf.size(23));
    }
}
