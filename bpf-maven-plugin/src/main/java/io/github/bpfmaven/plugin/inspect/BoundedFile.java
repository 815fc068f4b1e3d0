package io.github.bpfmaven.plugin.inspect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files that anybody may have made: no more than an object may have, whatever is said of their size. */
final class BoundedFile {
    /** Fifty times what any object has that was seen so far. */
    private static final int LARGEST = 64 << 20;

    private BoundedFile() {}

    /** @param name for a message */
    static byte[] read(Path file, String name) throws InspectException, IOException {
        try (var in = Files.newInputStream(file)) {
            return read(in, name, new byte[0]);
        }
    }

    /**
     * Reads to the end.
     *
     * @param name for a message
     * @param start what has been read before
     * @throws InspectException if there is too much
     */
    static byte[] read(InputStream in, String name, byte[] start) throws InspectException, IOException {
        var rest = in.readNBytes(LARGEST - start.length);
        if (in.read() >= 0) {
            throw new InspectException(name + " has more than " + Wording.bytes(LARGEST) + ", as no BPF object has");
        }
        if (start.length == 0) {
            return rest;
        }
        var all = new byte[start.length + rest.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(rest, 0, all, start.length, rest.length);
        return all;
    }
}
