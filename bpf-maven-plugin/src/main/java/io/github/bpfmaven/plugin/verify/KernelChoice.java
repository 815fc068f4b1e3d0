package io.github.bpfmaven.plugin.verify;

import java.nio.file.Path;
import java.util.Optional;

/** A kernel that is to be asked. */
public sealed interface KernelChoice {
    /** What to do where it can't be had. */
    WhenAbsent whenAbsent();

    /** What to do where a kernel can't be had. */
    enum WhenAbsent {
        /** The build fails. */
        FAIL,
        /** A sentence says so, and the others are asked. */
        SKIP
    }

    /** The kernel of the machine that builds. */
    record ThisMachine(WhenAbsent whenAbsent) implements KernelChoice {}

    /**
     * A kernel that is started in a virtual machine.
     *
     * @param name in tables and in the baseline; nothing for the file's name
     * @param image the file with the kernel; it tells the architecture
     * @param memory of the machine, in MiB; nothing for what the architecture's kernels need
     */
    record Image(Optional<String> name, Path image, Optional<Integer> memory, WhenAbsent whenAbsent)
            implements KernelChoice {}
}
