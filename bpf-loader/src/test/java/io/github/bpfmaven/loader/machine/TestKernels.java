package io.github.bpfmaven.loader.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

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
