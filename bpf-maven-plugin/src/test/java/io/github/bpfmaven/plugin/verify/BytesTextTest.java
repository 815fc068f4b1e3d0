package io.github.bpfmaven.plugin.verify;

import java.nio.ByteOrder;
import java.util.HexFormat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Bytes that people write")
final class BytesTextTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "0a00 0001,0a000001,0a000001",
        "'',,",
        "u32:6,06000000,00000006",
        "u16:0x0800,0008,0800",
        "u8:255,ff,ff",
        "u64:18446744073709551615,ffffffffffffffff,ffffffffffffffff",
        "s64:-1,ffffffffffffffff,ffffffffffffffff",
        "s16:-2,feff,fffe",
        "be16:443,01bb,01bb",
        "le32:1,01000000,01000000",
        "zero:3 ff,000000ff,000000ff",
        "text:eth0 00,6574683000,6574683000",
    })
    @DisplayName("are numbers in the kernel's byte order, unless they say another")
    void areRead(String text, String little, String big) throws VerifyException {
        assertEquals(little == null ? "" : little, read(text, ByteOrder.LITTLE_ENDIAN));
        assertEquals(big == null ? "" : big, read(text, ByteOrder.BIG_ENDIAN));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"abc", "u32:", "u32:4294967296", "u8:-1", "s8:128", "u24:1", "zero:-1", "zero:99999999", "0x10"})
    @DisplayName("are refused with what they may be")
    void areRefused(String word) {
        var refused = assertThrows(VerifyException.class, () -> read("00 " + word, ByteOrder.LITTLE_ENDIAN));
        assertTrue(
                refused.getMessage().startsWith("'" + word + "' says no bytes: write them in pairs"),
                refused::getMessage);
    }

    private static String read(String text, ByteOrder order) throws VerifyException {
        return HexFormat.of().formatHex(new BytesText(order).read(text));
    }
}
