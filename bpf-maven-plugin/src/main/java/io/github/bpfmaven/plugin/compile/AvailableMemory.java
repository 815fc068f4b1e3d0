package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;

/**
 * How many bytes can be allocated now: by this machine, and by what Linux calls control groups, which containers are made of.
 * The JVM's own numbers count a file in the page cache as memory in use.
 */
public final class AvailableMemory implements LongSupplier {
    /** {@code proc_meminfo(5)}: "available for starting new applications, without swapping", in KiB. */
    private static final Pattern MEM_AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB$");

    /** {@code cgroups(7)}: {@code ID:CONTROLLERS:PATH}; version 2 has no controllers here. */
    private static final Pattern CGROUP = Pattern.compile("(?m)^\\d+:(|(?:[^:]*,)?memory(?:,[^:]*)?):(/.*)$");

    /** Pages of files, which go when memory is needed ({@code memory.stat}; version 1 has a group's children in the totals). */
    private static final Map<Boolean, Pattern> FILE_PAGES = Map.of(
            true, Pattern.compile("(?m)^(?:in)?active_file (\\d+)$"),
            false, Pattern.compile("(?m)^total_(?:in)?active_file (\\d+)$"));

    private final Path root;

    /** @param root in whose {@code proc} and {@code sys} Linux tells */
    AvailableMemory(Path root) {
        this.root = root;
    }

    /** What can be known here. */
    public static LongSupplier ofThisMachine() {
        return new AvailableMemory(Path.of("/"));
    }

    @Override
    public long getAsLong() {
        return LongStream.concat(
                        numbers(MEM_AVAILABLE, root.resolve("proc/meminfo")).map(kib -> kib << 10), groups())
                .min()
                .orElseGet(AvailableMemory::withoutProc);
    }

    /** What each limit leaves: a group's own, and those of the groups that it is in. */
    private LongStream groups() {
        var found = CGROUP.matcher(text(root.resolve("proc/self/cgroup")));
        return found.results().flatMapToLong(line -> {
            var second = line.group(1).isEmpty();
            var mount = root.resolve(second ? "sys/fs/cgroup" : "sys/fs/cgroup/memory");
            var group = mount.resolve(line.group(2).substring(1)).normalize();
            // In a container the path may be the host's, and the mount is the container's own group.
            return Stream.iterate(
                            group.startsWith(mount) ? group : mount, path -> path.startsWith(mount), Path::getParent)
                    .flatMapToLong(path -> left(path, second).stream());
        });
    }

    private static OptionalLong left(Path group, boolean second) {
        var limit = number(group.resolve(second ? "memory.max" : "memory.limit_in_bytes"));
        var usage = number(group.resolve(second ? "memory.current" : "memory.usage_in_bytes"));
        if (limit.isEmpty() || usage.isEmpty()) {
            return OptionalLong.empty();
        }
        var files =
                numbers(FILE_PAGES.get(second), group.resolve("memory.stat")).sum();
        return OptionalLong.of(Math.max(0, limit.getAsLong() - usage.getAsLong() + files));
    }

    /** Empty if there is none, such as {@code max} for a group without a limit. */
    private static OptionalLong number(Path file) {
        var text = text(file).strip();
        return text.matches("\\d+") ? parse(text) : OptionalLong.empty();
    }

    private static LongStream numbers(Pattern pattern, Path file) {
        return pattern.matcher(text(file)).results().flatMapToLong(found -> parse(found.group(1)).stream());
    }

    private static OptionalLong parse(String digits) {
        try {
            return OptionalLong.of(Long.parseLong(digits));
        } catch (NumberFormatException huge) {
            return OptionalLong.empty();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            return "";
        }
    }

    /** On macOS only what was never used counts as free, which is next to nothing: half of the machine is a guess. */
    private static long withoutProc() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)) {
            return Long.MAX_VALUE;
        }
        return System.getProperty("os.name").startsWith("Mac")
                ? system.getTotalMemorySize() / 2
                : system.getFreeMemorySize();
    }
}
