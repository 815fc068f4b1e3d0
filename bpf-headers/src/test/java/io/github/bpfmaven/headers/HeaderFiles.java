package io.github.bpfmaven.headers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The header files as they lie in the sources. */
final class HeaderFiles {

    static final Path ROOT = Path.of("src/main/resources/META-INF/bpf-headers");

    /** Their paths below {@link #ROOT}, with slashes, sorted. */
    static List<String> list() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".h"))
                    .map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private HeaderFiles() {}
}
