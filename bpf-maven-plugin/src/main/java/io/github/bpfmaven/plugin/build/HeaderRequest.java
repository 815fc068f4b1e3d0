package io.github.bpfmaven.plugin.build;

import java.nio.file.Path;
import java.util.Optional;

import io.github.bpfmaven.header.HeaderOptions;

/**
 * A header to write.
 *
 * @param btf the file with the types
 * @param base the file that these go on from, if they are split BTF
 * @param output the header
 * @param options the comment apart, which is made from what the files are
 * @param runningKernel the release of the kernel that this runs on; empty if that is not Linux
 */
public record HeaderRequest(
        Path btf, Optional<Path> base, Path output, HeaderOptions options, Optional<String> runningKernel) {
    /** Where a kernel shows its own BTF. */
    private static final Path KERNEL = Path.of("/sys/kernel/btf");

    /** The given base; for a loaded module its kernel. */
    Optional<Path> baseFile() {
        return isOfRunningKernel() && !btf.endsWith("vmlinux")
                ? base.or(() -> Optional.of(btf.resolveSibling("vmlinux")))
                : base;
    }

    boolean isOfRunningKernel() {
        return KERNEL.equals(btf.toAbsolutePath().normalize().getParent());
    }
}
