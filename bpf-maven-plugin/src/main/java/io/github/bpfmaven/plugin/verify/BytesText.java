package io.github.bpfmaven.plugin.verify;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Bytes as people write them, words with blanks between them: {@code 0a000001} is bytes as they are, {@code u32:6} a number in
 * the kernel's byte order ({@code u8}, {@code u16}, {@code u32}, {@code u64}, and {@code s8} and so on, decimal or with
 * {@code 0x}), {@code be16:443} and {@code le32:1} numbers whose order does not depend on the kernel, {@code zero:12} so many
 * zeros, {@code text:eth0} characters in UTF-8.
 */
final class BytesText {
    private static final Pattern WORDS = Pattern.compile("\\s+");
    private static final Pattern NUMBER = Pattern.compile("(?<kind>[us]|be|le)(?<bits>8|16|32|64)");
    private static final int MOST_ZEROS = 1 << 16;

    private final ByteOrder order;

    BytesText(ByteOrder order) {
        this.order = order;
    }

    /**
     * The bytes.
     *
     * @throws VerifyException if a word is none of these; the message names it
     */
    byte[] read(String text) throws VerifyException {
        var bytes = new ByteArrayOutputStream();
        for (var word : WORDS.split(text.strip())) {
            if (!word.isEmpty()) {
                bytes.writeBytes(word(word));
            }
        }
        return bytes.toByteArray();
    }

    private byte[] word(String word) throws VerifyException {
        var colon = word.indexOf(':');
        try {
            if (colon < 0) {
                return HexFormat.of().parseHex(word);
            }
            var kind = word.substring(0, colon).toLowerCase(Locale.ROOT);
            var rest = word.substring(colon + 1);
            var number = NUMBER.matcher(kind);
            if (number.matches()) {
                return number(number.group("kind"), Integer.parseInt(number.group("bits")), rest);
            }
            if (kind.equals("text")) {
                return rest.getBytes(StandardCharsets.UTF_8);
            }
            if (kind.equals("zero") && Integer.parseInt(rest) <= MOST_ZEROS) {
                return new byte[Integer.parseInt(rest)];
            }
        } catch (IllegalArgumentException | ArithmeticException | NegativeArraySizeException wrong) {
            throw unreadable(word, wrong);
        }
        throw unreadable(word, new IllegalArgumentException("unknown kind"));
    }

    private byte[] number(String kind, int bits, String digits) {
        var value = digits.toLowerCase(Locale.ROOT).startsWith("0x")
                ? new BigInteger(digits.substring(2), 16)
                : new BigInteger(digits);
        var least = kind.equals("u")
                ? BigInteger.ZERO
                : BigInteger.ONE.shiftLeft(bits - 1).negate();
        var most = BigInteger.ONE.shiftLeft(kind.equals("s") ? bits - 1 : bits);
        if (value.compareTo(least) < 0 || value.compareTo(most) >= 0) {
            throw new ArithmeticException("does not fit");
        }
        var of = switch (kind) {
            case "be" -> ByteOrder.BIG_ENDIAN;
            case "le" -> ByteOrder.LITTLE_ENDIAN;
            default -> order;
        };
        var whole = ByteBuffer.allocate(Long.BYTES)
                .order(of)
                .putLong(value.longValue())
                .array();
        var bytes = new byte[bits / Byte.SIZE];
        System.arraycopy(whole, of == ByteOrder.BIG_ENDIAN ? whole.length - bytes.length : 0, bytes, 0, bytes.length);
        return bytes;
    }

    private static VerifyException unreadable(String word, RuntimeException why) {
        return new VerifyException(
                "'" + word
                        + "' says no bytes: write them in pairs of hexadecimal digits (0a000001), or as numbers (u32:6,"
                        + " be16:443, s64:-1), zeros (zero:12) or characters (text:eth0)",
                why);
    }
}
