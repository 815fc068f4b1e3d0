package io.github.bpfmaven.plugin.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("BTF for kernels that have none")
final class MinCoreBtfsTest {
    @TempDir
    private Path directory;

    @Test
    @DisplayName("goes with the last object that needs it, also where Maven has copied it to")
    void stale() throws Exception {
        var kernel = Files.writeString(directory.resolve("5.4.btf"), "not read where no object needs it");
        for (var root : List.of("resources", "classes")) {
            Files.createDirectories(directory.resolve(root).resolve("it"));
            Files.writeString(directory.resolve(root).resolve("it/5.4.btf"), "of the last build");
        }
        Files.writeString(directory.resolve("classes/it/other.btf"), "somebody else's");
        var work = Files.createDirectories(directory.resolve("work/default"));
        Files.writeString(OutputList.path(work), work.relativize(directory.resolve("resources/it/5.4.btf")) + "\n");
        var objects = Files.createDirectories(directory.resolve("objects"));

        var files = new MinCoreBtfs()
                .run(new MinCoreBtfRequest(
                        List.of(kernel),
                        objects,
                        List.of("**/*.o"),
                        List.of(),
                        work,
                        directory.resolve("resources"),
                        directory.resolve("classes"),
                        "it",
                        "it",
                        "project"));

        assertEquals(List.of(), files);
        assertFalse(Files.exists(directory.resolve("resources/it/5.4.btf")));
        assertFalse(Files.exists(directory.resolve("classes/it/5.4.btf")));
        assertTrue(Files.exists(directory.resolve("classes/it/other.btf")));
    }
}
