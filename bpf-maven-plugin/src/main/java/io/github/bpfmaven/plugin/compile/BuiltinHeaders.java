package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.bpfmaven.plugin.file.WholeFile;

/** The headers that come with the plugin ({@code bpf/bpf_helpers.h} and what goes with it). */
public final class BuiltinHeaders {
    private static final String ROOT = "/META-INF/bpf-headers/";

    /**
     * Puts the headers into a directory; files that are there already with the same content are left alone.
     *
     * @throws IOException if the directory can't be written
     */
    public void unpackTo(Path directory) throws IOException {
        try {
            names().parallelStream().forEach(header -> unpack(header, directory.resolve(header)));
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private void unpack(String header, Path file) {
        var content = read(header);
        try {
            if (!WholeFile.has(file, content)) {
                Files.createDirectories(file.getParent());
                Files.write(file, content);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As {@code #include} names them. */
    List<String> names() {
        return text("headers.list").lines().toList();
    }

    String text(String header) {
        return new String(read(header), StandardCharsets.UTF_8);
    }

    private byte[] read(String name) {
        try (InputStream in = getClass().getResourceAsStream(ROOT + name)) {
            if (in == null) {
                throw new IllegalStateException("the plugin's jar is incomplete: " + ROOT + name + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException damaged) {
            throw new UncheckedIOException("the plugin's jar can't be read", damaged);
        }
    }
}
