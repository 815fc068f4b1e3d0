package io.github.bpfmaven.plugin.build;

import java.nio.file.Path;
import java.util.Optional;

import io.github.bpfmaven.plugin.compile.PackedKernel;

/** Where the types of a header come from. */
public sealed interface HeaderSource {
    /**
     * A file with BTF.
     *
     * @param btf the file with the types
     * @param base the file that these go on from, if they are split BTF
     * @param runningKernel the release of the kernel that this runs on; empty if that is not Linux
     */
    record KernelFile(Path btf, Optional<Path> base, Optional<String> runningKernel) implements HeaderSource {
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

        @Override
        public String toString() {
            return btf.toString();
        }
    }

    /** What comes with the plugin. */
    record Packed(PackedKernel kernel) implements HeaderSource {
        @Override
        public String toString() {
            return "The types of Linux that come with the plugin for " + kernel.architecture();
        }
    }
}
