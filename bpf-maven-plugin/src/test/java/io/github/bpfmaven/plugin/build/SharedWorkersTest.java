package io.github.bpfmaven.plugin.build;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.linker.LinkRequest;
import io.github.bpfmaven.linker.LinkResult;
import io.github.bpfmaven.testing.TestLinks;
import io.github.bpfmaven.testing.TestLlvm;
import io.github.bpfmaven.worker.WorkerCommand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

@DisplayName("The link workers of a build")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class SharedWorkersTest {
    private static final String PROGRAM =
            "__attribute__((section(\"xdp\"), used)) int program(int *p) { return p[0]; }";
    private static final Duration LONG = Duration.ofMinutes(10);

    private final WorkerCommand command = TestLlvm.worker(2);
    private final Set<ProcessHandle> before = processes();
    private @TempDir Path directory = Path.of("");

    @Test
    @DisplayName("are one process for all modules that link in the same way, at once or one after the other")
    void shared() throws Exception {
        var workers = new SharedWorkers(LONG);
        var request = request();
        try (var first = workers.lease(command);
                var second = workers.lease(TestLlvm.worker(2))) {
            link(first, request);
            link(second, request);
        }
        var process = workerProcesses();
        assertEquals(1, process.size());
        try (var third = workers.lease(command)) {
            link(third, request);
        }
        assertEquals(process, workerProcesses());
        workers.endIdle();
        assertEquals(Set.of(), workerProcesses());
    }

    @Test
    @DisplayName("are different ones for different commands, and end while another one is at work")
    void different() throws Exception {
        var workers = new SharedWorkers(LONG);
        try (var first = workers.lease(command)) {
            workers.lease(TestLlvm.worker(1)).close();
            assertEquals(2, workerProcesses().size());
            workers.endIdle();
            assertEquals(1, workerProcesses().size());
            link(first, request());
        }
        workers.endIdle();
    }

    @Test
    @DisplayName("end when nothing was to be linked for a while")
    void idle() throws Exception {
        var workers = new SharedWorkers(Duration.ofMillis(300));
        try (var lease = workers.lease(command)) {
            Thread.sleep(600);
            link(lease, request());
        }
        while (!workerProcesses().isEmpty()) {
            Thread.sleep(10);
        }
        try (var lease = workers.lease(command)) {
            link(lease, request());
        }
        workers.endIdle();
    }

    @Test
    @DisplayName("are replaced when they died, under a lease and between two")
    void crashed() throws Exception {
        var workers = new SharedWorkers(LONG);
        var request = request();
        try (var lease = workers.lease(command)) {
            link(lease, request);
            kill();
            link(lease, request);
        }
        kill();
        try (var lease = workers.lease(command)) {
            link(lease, request);
        }
        workers.endIdle();
    }

    @Test
    @DisplayName("end with the last lease when it left work behind, but not under another lease")
    void abandoned() throws Exception {
        var workers = new SharedWorkers(LONG);
        var request = request();
        var abandoned = workers.lease(command);
        try (var other = workers.lease(command)) {
            var pending = abandoned.link(request);
            abandoned.close();
            abandoned.close();
            link(other, request);
            assertInstanceOf(LinkResult.Linked.class, pending.get());
        }
        var process = workerProcesses();
        assertEquals(1, process.size());
        var last = workers.lease(command);
        // The worker can't have answered before it has read all of these.
        for (var number = 0; number < 100; number++) {
            last.link(request);
        }
        last.close();
        assertEquals(Set.of(), workerProcesses());
        try (var next = workers.lease(command)) {
            link(next, request);
            assertNotEquals(process, workerProcesses());
        }
        workers.endIdle();
    }

    @Test
    @DisplayName("take nothing from who has given the lease back")
    void closed() throws Exception {
        var workers = new SharedWorkers(LONG);
        var request = request();
        var lease = workers.lease(command);
        lease.close();
        assertThrows(IllegalStateException.class, () -> lease.link(request));
        workers.endIdle();
    }

    private LinkRequest request() throws Exception {
        return new TestLinks(directory).ofText(PROGRAM, BpfTarget.BPFEL);
    }

    private static void link(WorkerLease lease, LinkRequest request) throws Exception {
        assertInstanceOf(LinkResult.Linked.class, lease.link(request).get());
    }

    private void kill() {
        for (var process : List.copyOf(workerProcesses())) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    /** Those that this test has started: tests run one after the other. */
    private Set<ProcessHandle> workerProcesses() {
        return processes().stream()
                .filter(process -> !before.contains(process))
                .filter(process -> process.info().commandLine().orElse("").contains(".WorkerMain"))
                .collect(Collectors.toSet());
    }

    private static Set<ProcessHandle> processes() {
        return ProcessHandle.current().children().collect(Collectors.toSet());
    }
}
