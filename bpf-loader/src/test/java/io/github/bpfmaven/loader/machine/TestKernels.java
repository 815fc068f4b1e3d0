package io.github.bpfmaven.loader.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Kernels to be booted: what {@code docs/debian-kernels.sh} has downloaded into the directory {@code bpf.test.kernels}, by default
 * {@code kernels} in the cache.
 */
public final class TestKernels {
    private TestKernels() {}

    /**
     * A kernel by the script's name for it. Skips the test, with a sentence, where it or its QEMU is missing; with
     * {@code -Dbpf.test.requireMachines=true} fails it instead.
     */
    public static KernelImage require(String name) throws IOException {
        var file = directory().resolve(name).resolve("vmlinuz");
        require(
                Files.isRegularFile(file),
                "there is no kernel " + name + ": docs/debian-kernels.sh " + directory() + " " + name);
        var image = KernelImage.read(file);
        try {
            Qemu.find(image.machine(), Optional.empty());
        } catch (MachineException missing) {
            require(false, String.valueOf(missing.getMessage()));
        }
        return image;
    }

    /** The names of the two that all tests use, and of whatever else has been downloaded. */
    public static Stream<String> names() throws IOException {
        var names = new TreeSet<>(List.of("amd64-5.10", "s390x-7"));
        if (Files.isDirectory(directory())) {
            try (var found = Files.list(directory())) {
                found.filter(kernel -> Files.isRegularFile(kernel.resolve("vmlinuz")))
                        .forEach(kernel -> names.add(kernel.getFileName().toString()));
            }
        }
        return names.stream();
    }

    /** The usual settings, with what that kernel was configured with. */
    public static MachineSettings settings(KernelImage image) {
        var config = image.file().resolveSibling("config");
        return Files.exists(config) ? MachineSettings.usual().withConfig(config) : MachineSettings.usual();
    }

    private static Path directory() {
        return Path.of(System.getProperty(
                "bpf.test.kernels", System.getProperty("bpf.cacheDirectory", "target") + "/kernels"));
    }

    private static void require(boolean isThere, String otherwise) {
        if (Boolean.getBoolean("bpf.test.requireMachines") && !isThere) {
            fail(otherwise);
        }
        assumeTrue(isThere, otherwise);
    }
}
