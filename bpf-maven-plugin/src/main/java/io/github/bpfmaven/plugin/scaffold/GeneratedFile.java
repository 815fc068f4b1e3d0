package io.github.bpfmaven.plugin.scaffold;

import static java.util.Objects.requireNonNull;

/**
 * A text file to write.
 *
 * @param path where, relative to the source or resource root, with {@code /} on every host
 * @param text the whole text; lines end in {@code \n}, all characters are ASCII, so that any encoding writes it
 */
public record GeneratedFile(String path, String text) {
    /** Checks that nothing is null. */
    public GeneratedFile {
        requireNonNull(path, "path");
        requireNonNull(text, "text");
    }
}
