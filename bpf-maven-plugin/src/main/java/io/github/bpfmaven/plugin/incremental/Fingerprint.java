package io.github.bpfmaven.plugin.incremental;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;

import io.github.bpfmaven.toolchain.Sha256;

/**
 * A SHA-256 over parts, each with its length in front, so that no two different sequences of parts are one text. In hexadecimal
 * digits, 64 in lower case.
 */
public final class Fingerprint {
    /** What is larger is read in parts: bitcode of hundreds of programs is no guest for Java's memory. */
    private static final int SMALL = 1 << 16;

    private final MessageDigest digest = Sha256.digest();

    /** The digest of a file's content. */
    public static String of(Path file) throws IOException {
        return Files.size(file) > SMALL ? Sha256.of(file) : of(Files.readAllBytes(file));
    }

    /** The digest of some bytes alone: a file's content. */
    public static String of(byte[] content) {
        return Sha256.of(content);
    }

    /** The fingerprint of some texts. */
    public static String of(String... parts) {
        var fingerprint = new Fingerprint();
        for (var part : parts) {
            fingerprint.add(part);
        }
        return fingerprint.hex();
    }

    public Fingerprint add(String part) {
        var bytes = part.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        digest.update(bytes);
        return this;
    }

    public Fingerprint add(int number) {
        // At once: in a JVM that has just started each call costs.
        digest.update(
                new byte[] {(byte) (number >>> 24), (byte) (number >>> 16), (byte) (number >>> 8), (byte) number});
        return this;
    }

    /** All of them, in their order, with their number in front. */
    public Fingerprint addAll(Collection<String> parts) {
        add(parts.size());
        parts.forEach(this::add);
        return this;
    }

    /** The digest; nothing can be added any more. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
