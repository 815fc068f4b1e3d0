package io.github.bpfmaven.plugin.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets all those use a file or directory of a cache who may write to the cache's directory, whatever the umask of who has made it. What
 * is in a directory that only its owner may write to is left to the umask.
 */
final class Permissions {
    private static final Logger LOG = LoggerFactory.getLogger(Permissions.class);
    private static final String MODE = "unix:mode";

    /** For the group and the rest of the world. */
    private static final int OTHERS_WRITE = 022;

    /** With the bit that hands the group on, without the one that keeps a file from being replaced by others. */
    private static final int DIRECTORY_BITS = 02777;

    private static final int FILE_BITS = 0666;

    private final Path directory;
    private volatile Optional<Integer> mode = Optional.empty();

    /** @param directory the cache's; need not be there yet */
    Permissions(Path directory) {
        this.directory = directory;
    }

    void share(Path made) {
        try {
            var bits = mode();
            if ((bits & OTHERS_WRITE) != 0) {
                Files.setAttribute(made, MODE, bits & (Files.isDirectory(made) ? DIRECTORY_BITS : FILE_BITS));
            }
        } catch (IOException anothers) {
            LOG.debug("{} is left as it is", made, anothers);
        }
    }

    /** The directory's permissions; 0 where there are no such. */
    private int mode() throws IOException {
        if (mode.isEmpty()) {
            mode = Optional.of(
                    directory.getFileSystem().supportedFileAttributeViews().contains("unix")
                            ? (Integer) Files.getAttribute(directory, MODE)
                            : 0);
        }
        return mode.get();
    }
}
