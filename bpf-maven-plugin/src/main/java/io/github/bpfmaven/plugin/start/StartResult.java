package io.github.bpfmaven.plugin.start;

import java.nio.file.Path;
import java.util.List;

/**
 * What was made of a directory.
 *
 * @param written the files that were written, below the directory
 * @param kept those that were there already, and stay as they are
 * @param missing XML that the project's own POM lacks; empty if it was written, or has it
 */
public record StartResult(List<Path> written, List<Path> kept, List<String> missing) {
    public StartResult {
        written = List.copyOf(written);
        kept = List.copyOf(kept);
        missing = List.copyOf(missing);
    }
}
