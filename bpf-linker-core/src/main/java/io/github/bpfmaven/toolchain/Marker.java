package io.github.bpfmaven.toolchain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a complete directory of the cache has in it. Written last, so that a directory without it is one that a killed
 * build left; compared with the files at each build, which costs a stat a file and reads none.
 */
final class Marker {
    static final String FILE_NAME = "complete.txt";
    private static final String DIGEST = "sha256 ";

    private final String sha256;
    private final SortedMap<String, Long> sizes;

    Marker(String sha256, Map<String, Long> sizes) {
        this.sha256 = sha256;
        this.sizes = new TreeMap<>(sizes);
    }

    void write(Path directory) throws IOException {
        StringBuilder text = new StringBuilder(DIGEST).append(sha256).append('\n');
        sizes.forEach((path, size) -> text.append(size).append(' ').append(path).append('\n'));
        Files.writeString(directory.resolve(FILE_NAME), text);
    }

    /**
     * Compares a directory with its marker.
     *
     * @return what is wrong with it; empty when it is complete
     */
    static Optional<String> problem(Path directory, LlvmArchive archive) {
        List<String> lines;
        try {
            lines = Files.readAllLines(directory.resolve(FILE_NAME));
        } catch (NoSuchFileException e) {
            return Optional.of(FILE_NAME + " is missing");
        } catch (IOException e) {
            return Optional.of(FILE_NAME + " can't be read: " + e);
        }
        if (lines.isEmpty() || !lines.get(0).equals(DIGEST + archive.sha256())) {
            return Optional.of(FILE_NAME + " is of another archive");
        }
        SortedMap<String, Long> expected = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split(" ", 2);
            if (parts.length != 2 || !parts[0].matches("\\d{1,18}")) {
                return Optional.of(FILE_NAME + " is damaged");
            }
            expected.put(parts[1], Long.valueOf(parts[0]));
        }
        for (LlvmLayout.File file : archive.layout().files()) {
            Long size = expected.get(file.target());
            if (size == null) {
                return Optional.of(FILE_NAME + " doesn't list " + file.target());
            }
            Optional<String> wrong = difference(directory, file.target(), size);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> difference(Path directory, String target, long expected) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(directory.resolve(target), BasicFileAttributes.class);
            return attributes.size() == expected
                    ? Optional.empty()
                    : Optional.of(target + " has " + attributes.size() + " bytes instead of " + expected);
        } catch (NoSuchFileException e) {
            return Optional.of(target + " is missing");
        } catch (IOException e) {
            return Optional.of(target + " can't be read: " + e);
        }
    }
}
