package io.github.bpfmaven.linker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One file that goes into a link: bitcode, textual IR, an object with bitcode in it, or an archive of these. */
public sealed interface LinkInput {
    /** What messages call it: for a user, the source that it was compiled from. */
    String name();

    /** The file's content, whole. */
    byte[] read() throws IOException;

    /**
     * A file.
     *
     * @param name what messages call it
     * @param path the file; a relative one is resolved by the process that links
     */
    record InFile(String name, Path path) implements LinkInput {
        @Override
        public byte[] read() throws IOException {
            return Files.readAllBytes(path);
        }
    }

    /**
     * A file's content in memory.
     *
     * @param name what messages call it
     * @param bytes the content; not copied
     */
    record InMemory(String name, byte[] bytes) implements LinkInput {
        @Override
        public byte[] read() {
            return bytes;
        }
    }
}
