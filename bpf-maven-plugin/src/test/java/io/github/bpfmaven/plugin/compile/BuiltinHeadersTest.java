package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The headers that come with the plugin")
final class BuiltinHeadersTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    private Path directory;

    @BeforeEach
    void unpack() throws IOException {
        new BuiltinHeaders().unpackTo(directory);
    }

    @Test
    @DisplayName("are all unpacked, and nothing else")
    void all() throws IOException {
        try (var list = getClass().getResourceAsStream("/META-INF/bpf-headers/headers.list")) {
            var expected = new String(list.readAllBytes(), StandardCharsets.UTF_8).lines();
            assertEquals(expected.sorted().toList(), files());
        }
        assertTrue(
                files().containsAll(List.of("bpf/bpf_helpers.h", "bpf/bpf_endian.h", "linux/bpf.h")), "some of them");
    }

    @Test
    @DisplayName("are repaired where one is damaged or missing, while good ones keep their time stamps")
    void repaired() throws IOException {
        var damaged = directory.resolve("bpf/bpf_helpers.h");
        var missing = directory.resolve("linux/bpf.h");
        var good = directory.resolve("bpf/bpf_endian.h");
        var content = Files.readString(damaged);
        Files.writeString(damaged, content.replace('e', 'x'));
        Files.delete(missing);
        for (var file : List.of(damaged, good)) {
            Files.setLastModifiedTime(file, LONG_AGO);
        }
        new BuiltinHeaders().unpackTo(directory);
        assertEquals(content, Files.readString(damaged));
        assertTrue(Files.size(missing) > 0, "unpacked again");
        assertEquals(LONG_AGO, Files.getLastModifiedTime(good));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }
}
