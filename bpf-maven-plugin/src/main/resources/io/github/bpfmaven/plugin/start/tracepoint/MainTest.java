package @package@;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.bpfmaven.loader.LoadedObject;
import io.github.bpfmaven.loader.kernel.Errno;
import io.github.bpfmaven.loader.kernel.SystemCallException;
import io.github.bpfmaven.loader.types.TargetKernel;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

final class MainTest {
    @Test
    void reportsWhatIsStarted() throws Exception {
        try (TargetKernel kernel = kernel();
                LoadedObject object = load(kernel)) {
            long pid = new ProcessBuilder("true").start().pid();
            List<Long> reported = new ArrayList<>();
            Main.watch(object, Duration.ofSeconds(1), event -> reported.add((long) event.pid()));
            assertTrue(reported.contains(pid), () -> pid + " is not among " + reported);
        }
    }

    private static TargetKernel kernel() {
        try {
            return TargetKernel.local();
        } catch (UnsupportedOperationException noLinux) {
            return abort(noLinux.getMessage());
        }
    }

    /** Skips the test where this process may not load, or sees no tracepoints; what the verifier refuses fails it. */
    private static LoadedObject load(TargetKernel kernel) throws Exception {
        try {
            return Main.load(kernel);
        } catch (Exception failure) {
            boolean cannotBeHere = failure.getCause() instanceof SystemCallException refused
                    ? refused.is(Errno.EPERM)
                    : Files.notExists(Path.of("/sys/kernel/tracing/events"));
            if (cannotBeHere) {
                return abort(failure.getMessage());
            }
            throw failure;
        }
    }
}
