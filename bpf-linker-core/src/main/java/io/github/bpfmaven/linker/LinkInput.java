package io.github.bpfmaven.linker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One LLVM bitcode module that goes into a link. */
public sealed interface LinkInput {
    /** What messages call it: for a user, the source that it was compiled from. */
    String name();

    /** The bitcode, whole. */
    byte[] read() throws IOException;

    /**
     * Bitcode in a file.
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
     * Bitcode in memory.
     *
     * @param name what messages call it
     * @param bytes the bitcode; not copied
     */
    record InMemory(String name, byte[] bytes) implements LinkInput {
        @Override
        public byte[] read() {
            return bytes;
        }
    }
}
