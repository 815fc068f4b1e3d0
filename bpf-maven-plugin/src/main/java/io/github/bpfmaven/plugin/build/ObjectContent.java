package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.object.BpfObjectFormatException;
import io.github.bpfmaven.plugin.incremental.Fingerprint;

/** The bytes of an object, in memory or in a file that is known to have them; read only if somebody wants to know. */
final class ObjectContent {
    private final String digest;
    private final Optional<byte[]> bytes;
    private final Optional<Path> file;
    private final boolean isWaiting;

    private ObjectContent(String digest, Optional<byte[]> bytes, Optional<Path> file, boolean isWaiting) {
        this.digest = digest;
        this.bytes = bytes;
        this.file = file;
        this.isWaiting = isWaiting;
    }

    /** @param bytes not copied */
    static ObjectContent of(byte[] bytes) {
        return new ObjectContent(Fingerprint.of(bytes), Optional.of(bytes), Optional.empty(), false);
    }

    /**
     * Writes an object to a file where it waits for the others: a build of many programs need not hold all of them in memory.
     *
     * @param bytes not kept
     */
    static ObjectContent waiting(Path file, byte[] bytes) throws IOException {
        return waiting(file, bytes, Fingerprint.of(bytes));
    }

    /** @param digest of the bytes */
    static ObjectContent waiting(Path file, byte[] bytes, String digest) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        return new ObjectContent(digest, Optional.empty(), Optional.of(file), true);
    }

    /** @param digest of the file's content */
    static ObjectContent in(Path file, String digest) {
        return new ObjectContent(digest, Optional.empty(), Optional.of(file), false);
    }

    /** SHA-256 of the bytes. */
    String digest() {
        return digest;
    }

    /** Puts it among the files that a build leaves. */
    void addTo(OutputTree outputs, Path place) throws IOException {
        if (file.filter(place::equals).isPresent()) {
            outputs.keep(place);
        } else if (isWaiting) {
            outputs.take(place, file.orElseThrow());
        } else {
            outputs.add(place, bytes());
        }
    }

    /** The bytes; not copied. */
    byte[] bytes() throws IOException {
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
    BpfObject object() throws IOException {
        try {
            return BpfObject.read(bytes());
        } catch (BpfObjectFormatException impossible) {
            throw new IOException("an object that was good is damaged: " + impossible.getMessage(), impossible);
        }
    }
}
