package io.github.bpfmaven.worker;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import com.sun.management.OperatingSystemMXBean;

/**
 * What a link may take before it is given up with an error, so that input which LLVM never comes to an end with costs neither
 * the build nor the machine.
 *
 * @param time how long one link may run
 * @param memory how large the process may become, in bytes; 0 for any size. Looked at where there is {@code /proc}
 */
public record LinkLimits(Duration time, long memory) {
    /** Ten minutes, and three quarters of the memory that this machine, or this container, has. */
    public static LinkLimits ofThisMachine() {
        var memory = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize() / 4 * 3
                : 0;
        return new LinkLimits(Duration.ofMinutes(10), memory);
    }
}
