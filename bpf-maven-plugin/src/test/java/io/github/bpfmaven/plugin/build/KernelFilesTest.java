package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

@DisplayName("The kernels that <btfs> names")
final class KernelFilesTest {
    @TempDir
    Path directory;

    @Test
    @DisplayName("are files, and those below directories that end with .btf; each is called as it was")
    void found() throws Exception {
        var ubuntu = file("hub/ubuntu/22.04/5.15.0-25-generic.btf");
        file("hub/ubuntu/22.04/SHA256SUMS");
        var debian = file("hub/debian/6.1.btf");
        var vmlinux = file("vmlinux");

        assertEquals(
                Map.of(
                        "ubuntu/22.04/5.15.0-25-generic.btf", ubuntu,
                        "debian/6.1.btf", debian,
                        "vmlinux.btf", vmlinux),
                KernelFiles.find(List.of(vmlinux, directory.resolve("hub"), vmlinux)));
    }

    @Test
    @DisplayName("must be there, and be some, with one name each")
    void wrong() throws Exception {
        var one = file("one/6.1.btf");
        var other = file("other/6.1.btf");
        var empty = Files.createDirectory(directory.resolve("empty"));

        assertEquals(
                "<btfs> is empty: name files with the BTF of kernels, or directories with files *.btf",
                message(List.of()));
        assertEquals(
                "<btfs>: " + directory.resolve("gone") + " does not exist",
                message(List.of(directory.resolve("gone"))));
        assertEquals("<btfs>: no file below " + empty + " ends with .btf", message(List.of(empty)));
        assertEquals(
                "<btfs>: " + one + " and " + other
                        + " would both be 6.1.btf: rename one, or name a directory above both",
                message(List.of(one, other)));
    }

    private static String message(List<Path> paths) {
        return assertThrows(InvalidConfigurationException.class, () -> KernelFiles.find(paths))
                .getMessage();
    }

    private Path file(String name) throws IOException {
        var file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "");
    }
}
