package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Memory that is available")
final class AvailableMemoryTest {
    private @TempDir Path root = Path.of("");

    @BeforeEach
    void machine() throws IOException {
        write(
                "proc/meminfo",
                "MemTotal:        4000000 kB\nMemFree:           10000 kB\nMemAvailable:    1000000 kB\n");
    }

    @Test
    @DisplayName("is what Linux says for the machine, where there are no control groups")
    void ofTheMachine() {
        assertEquals(1_000_000L << 10, available());
    }

    @Test
    @DisplayName("is what a group of version 2 has left, its page cache included")
    void second() throws IOException {
        write("proc/self/cgroup", "0::/build.slice/job\n");
        group("sys/fs/cgroup/build.slice/job", "max", "900000000", "current", "700000000");
        write("sys/fs/cgroup/build.slice/job/memory.stat", "anon 1\ninactive_file 50000000\nactive_file 30000000\n");
        assertEquals(280_000_000, available());
    }

    @Test
    @DisplayName("is what the tightest of the groups has left that a group is in")
    void nested() throws IOException {
        write("proc/self/cgroup", "0::/build.slice/job\n");
        group("sys/fs/cgroup/build.slice/job", "max", "max", "current", "700000000");
        group("sys/fs/cgroup/build.slice", "max", "800000000", "current", "750000000");
        assertEquals(50_000_000, available());
    }

    @Test
    @DisplayName("is what a container of version 1 has left, which sees its own group in place of the host's path")
    void first() throws IOException {
        write("proc/self/cgroup", "12:cpu,cpuacct:/docker/0123\n5:memory:/docker/0123\n0::/docker/0123\n");
        group("sys/fs/cgroup/memory", "limit_in_bytes", "600000000", "usage_in_bytes", "500000000");
        write("sys/fs/cgroup/memory/memory.stat", "inactive_file 1\ntotal_inactive_file 100\ntotal_active_file 20\n");
        assertEquals(100_000_120, available());
    }

    @Test
    @DisplayName("is none when a group uses more than it may")
    void none() throws IOException {
        write("proc/self/cgroup", "0::/\n");
        group("sys/fs/cgroup", "max", "100", "current", "200");
        assertEquals(0, available());
    }

    @Test
    @DisplayName("is known on this machine")
    void here() {
        var bytes = AvailableMemory.ofThisMachine().getAsLong();
        assertTrue(bytes > 16 << 20 && bytes < 1L << 50, () -> bytes + " bytes");
    }

    private long available() {
        return new AvailableMemory(root).getAsLong();
    }

    private void group(String directory, String limit, String limitBytes, String usage, String usageBytes)
            throws IOException {
        write(directory + "/memory." + limit, limitBytes + "\n");
        write(directory + "/memory." + usage, usageBytes + "\n");
    }

    private void write(String path, String text) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
