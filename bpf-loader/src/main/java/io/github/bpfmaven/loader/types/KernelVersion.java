package io.github.bpfmaven.loader.types;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.bpfmaven.loader.kernel.KernelFiles;

/**
 * A kernel's version. Distributions do not always tell the truth in its release: Ubuntu and Debian have it elsewhere.
 *
 * <p>Source: {@code get_kernel_version} in {@code src/libbpf_probes.c} of libbpf 1.8.
 */
public record KernelVersion(int major, int minor, int patch) {
    private static final Pattern UBUNTU = Pattern.compile("\\S+ \\S+ (\\d+)\\.(\\d+)\\.(\\d+)");
    private static final Pattern DEBIAN = Pattern.compile("Debian (\\d+)\\.(\\d+)\\.(\\d+)");
    private static final Pattern RELEASE = Pattern.compile("^(\\d+)\\.(\\d+)(?:\\.(\\d+))?");
    private static final int LARGEST = 255;

    static KernelVersion read(KernelFiles files) throws IOException {
        Optional<KernelVersion> told = find(UBUNTU, files.text("/proc/version_signature"));
        if (told.isEmpty()) {
            told = find(DEBIAN, files.text("/proc/sys/kernel/version"));
        }
        if (told.isEmpty()) {
            told = find(RELEASE, files.text("/proc/sys/kernel/osrelease"));
        }
        return told.orElseThrow(() -> new IOException("/proc/sys/kernel/osrelease has no version: mount proc"));
    }

    private static Optional<KernelVersion> find(Pattern pattern, Optional<String> text) {
        return text.map(pattern::matcher)
                .filter(Matcher::find)
                .map(found -> new KernelVersion(
                        Integer.parseInt(found.group(1)),
                        Integer.parseInt(found.group(2)),
                        Optional.ofNullable(found.group(3))
                                .map(Integer::parseInt)
                                .orElse(0)));
    }

    /** As C's {@code KERNEL_VERSION} has it, and {@code LINUX_KERNEL_VERSION} in programs. */
    public int code() {
        return (major << 16) + (minor << 8) + Math.min(patch, LARGEST);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
