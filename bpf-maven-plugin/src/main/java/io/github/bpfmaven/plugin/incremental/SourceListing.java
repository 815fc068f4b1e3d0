package io.github.bpfmaven.plugin.incremental;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;

/** The names of all files below a directory: as long as they are the same, patterns choose the same files. */
public final class SourceListing {
    private SourceListing() {}

    /** The fingerprint of the names; a missing directory is one without files. */
    public static String fingerprint(Path directory) throws IOException {
        var names = new ArrayList<String>();
        var prefix = directory.toString().length();
        if (Files.isDirectory(directory)) {
            Files.walkFileTree(
                    directory,
                    EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                    Integer.MAX_VALUE,
                    new SimpleFileVisitor<Path>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                            names.add(file.toString().substring(prefix));
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException failure) {
                            // A link that leads nowhere, or back: whoever compiles will say so if it matters.
                            names.add(file.toString().substring(prefix));
                            return FileVisitResult.CONTINUE;
                        }
                    });
        }
        names.sort(null);
        return new Fingerprint().addAll(names).hex();
    }
}
