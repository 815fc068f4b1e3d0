package io.github.bpfmaven.plugin.cache;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/** Made-up results: to each number a key, and the only payload that is right for it. */
final class CacheContents {
    private CacheContents() {}

    static CacheKey key(int number) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
            return new CacheKey("object", HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Up to 40,000 bytes; of every second number such as can be compressed. */
    static byte[] payload(int number) {
        var random = new Random(number);
        var payload = new byte[random.nextInt(40_000)];
        if (number % 2 == 0) {
            random.nextBytes(payload);
        } else {
            for (var i = 0; i < payload.length; i++) {
                payload[i] = (byte) (random.nextInt(8) == 0 ? random.nextInt() : 'x');
            }
        }
        return payload;
    }

    /** Such as can't be compressed. */
    static byte[] noise(int size) {
        var noise = new byte[size];
        new Random(size).nextBytes(noise);
        return noise;
    }
}
