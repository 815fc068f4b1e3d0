package io.github.bpfmaven.plugin.render;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.object.BpfObjectFormatException;
import io.github.bpfmaven.plugin.incremental.Fingerprint;
import io.github.bpfmaven.plugin.incremental.StateReader;
import io.github.bpfmaven.plugin.incremental.StateWriter;

/** The bytes of an object, in memory or in a file that is known to have them; read only if somebody wants to know. */
public final class ObjectBytes {
    private final String digest;
    private final Optional<byte[]> bytes;
    private final Optional<Path> file;

    private ObjectBytes(String digest, Optional<byte[]> bytes, Optional<Path> file) {
        this.digest = digest;
        this.bytes = bytes;
        this.file = file;
    }

    /** @param bytes not copied */
    public static ObjectBytes of(byte[] bytes) {
        return new ObjectBytes(Fingerprint.of(bytes), Optional.of(bytes), Optional.empty());
    }

    /** @param digest of the file's content */
    public static ObjectBytes in(Path file, String digest) {
        return new ObjectBytes(digest, Optional.empty(), Optional.of(file));
    }

    /** SHA-256 of the bytes. */
    public String digest() {
        return digest;
    }

    /** The file that has them; empty if they are in memory. */
    public Optional<Path> file() {
        return file;
    }

    /**
     * The bytes; not copied.
     *
     * @throws IOException if they can't be read, or aren't those any more
     */
    public byte[] bytes() throws IOException {
        if (bytes.isPresent()) {
            return bytes.get();
        }
        var read = Files.readAllBytes(file.orElseThrow());
        if (!Fingerprint.of(read).equals(digest)) {
            throw new IOException(file.get() + " was changed while it was read; build again");
        }
        return read;
    }

    /** What is in it. */
    public BpfObject object() throws IOException {
        try {
            return BpfObject.read(bytes());
        } catch (BpfObjectFormatException impossible) {
            throw new IOException("an object that was good is damaged: " + impossible.getMessage(), impossible);
        }
    }

    void write(StateWriter out) {
        out.text(digest)
                .optional(bytes, StateWriter::bytes)
                .optional(file.map(path -> path.toAbsolutePath().toString()), StateWriter::text);
    }

    static ObjectBytes read(StateReader in) {
        return new ObjectBytes(
                in.text(),
                in.optional(StateReader::bytes),
                in.optional(StateReader::text).map(Path::of));
    }
}
