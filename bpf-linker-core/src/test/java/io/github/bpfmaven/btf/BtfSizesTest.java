package io.github.bpfmaven.btf;

import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalLong;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("The size of a type")
final class BtfSizesTest {
    private final BtfSizes sizes = new BtfSizes(Btf.of(
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
                    new BtfType.Array(17, 0, 1))));

    @Test
    @DisplayName("is that of C, through typedefs, qualifiers and arrays of arrays")
    void known() {
        assertEquals(OptionalLong.of(4), sizes.of(1));
        assertEquals(OptionalLong.of(12), sizes.of(3));
        assertEquals(OptionalLong.of(60), sizes.of(4));
        assertEquals(OptionalLong.of(24), sizes.of(6));
        assertEquals(OptionalLong.of(8), sizes.of(7));
        assertEquals(OptionalLong.of(1), sizes.of(8));
        assertEquals(OptionalLong.of(8), sizes.of(9));
        assertEquals(OptionalLong.of(8), sizes.of(10));
    }

    @Test
    @DisplayName("is not known of what has none, nor where it is beyond all measure")
    void unknown() {
        assertEquals(OptionalLong.empty(), sizes.of(0));
        assertEquals(OptionalLong.empty(), sizes.of(11));
        assertEquals(OptionalLong.empty(), sizes.of(12));
        assertEquals(OptionalLong.empty(), sizes.of(13));
        assertEquals(OptionalLong.empty(), sizes.of(14));
        assertEquals(OptionalLong.empty(), sizes.of(17), "an array of itself");
    }
}
