package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.plugin.incremental.Fingerprint;
import io.github.bpfmaven.plugin.render.ObjectBytes;

/** An object on its way to where it belongs. */
final class ObjectContent {
    private final ObjectBytes bytes;
    private final boolean isWaiting;

    private ObjectContent(ObjectBytes bytes, boolean isWaiting) {
        this.bytes = bytes;
        this.isWaiting = isWaiting;
    }

    /** @param bytes not copied */
    static ObjectContent of(byte[] bytes) {
        return new ObjectContent(ObjectBytes.of(bytes), false);
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
        try {
            Files.write(file, bytes);
        } catch (NoSuchFileException firstOfItsDirectory) {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        }
        return new ObjectContent(ObjectBytes.in(file, digest), true);
    }

    /** @param digest of the file's content */
    static ObjectContent in(Path file, String digest) {
        return new ObjectContent(ObjectBytes.in(file, digest), false);
    }

    /** SHA-256 of the bytes. */
    String digest() {
        return bytes.digest();
    }

    /** Puts it among the files that a build leaves. */
    void addTo(OutputTree outputs, Path place) throws IOException {
        var file = bytes.file();
        if (file.filter(place::equals).isPresent()) {
            outputs.keep(place);
        } else if (isWaiting) {
            outputs.take(place, file.orElseThrow(), digest());
        } else {
            outputs.add(place, bytes(), digest());
        }
    }

    /** The bytes; not copied. */
    byte[] bytes() throws IOException {
        return bytes.bytes();
    }

    /** Where the bytes are. */
    ObjectBytes source() {
        return bytes;
    }

    /** What is in it. */
    BpfObject object() throws IOException {
        return bytes.object();
    }
}
