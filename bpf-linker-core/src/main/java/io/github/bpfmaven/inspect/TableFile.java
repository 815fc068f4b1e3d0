package io.github.bpfmaven.inspect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The rows of a table beside this class: columns with tabs between them, lines that start with {@code #} are comments. */
final class TableFile {
    private TableFile() {}

    /** @throws IllegalStateException if there is no such file, or a row has another number of columns */
    static List<String[]> rows(String name, int columns) {
        try (InputStream file = TableFile.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is not beside " + TableFile.class);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> split(name, line, columns))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String[] split(String name, String line, int columns) {
        String[] row = line.split("\t", -1);
        if (row.length != columns) {
            throw new IllegalStateException(name + " needs " + columns + " columns: " + line);
        }
        return row;
    }
}
