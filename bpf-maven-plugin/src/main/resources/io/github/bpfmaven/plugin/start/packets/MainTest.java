package @package@;

import org.junit.jupiter.api.Test;

import io.github.bpfmaven.loader.LoadedObject;
import io.github.bpfmaven.loader.TestRun;
import io.github.bpfmaven.loader.kernel.Errno;
import io.github.bpfmaven.loader.kernel.SystemCallException;
import io.github.bpfmaven.loader.types.TargetKernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

final class MainTest {
    private static final int PASS = @passNumber@;

    /** The kernel runs the program on a packet that is in no network. */
    @Test
    void countsPacketsAndLetsThemPass() throws Exception {
        try (TargetKernel kernel = kernel();
                LoadedObject object = load(kernel)) {
            TestRun.Result result = object.program("count").testRun(TestRun.ofPacket(new byte[64]));
            assertEquals(PASS, result.returnValue());
            assertEquals(1, Main.received(object).packets());
            assertEquals(64, Main.received(object).bytes());
        }
    }

    private static TargetKernel kernel() {
        try {
            return TargetKernel.local();
        } catch (UnsupportedOperationException noLinux) {
            return abort(noLinux.getMessage());
        }
    }

    /** Skips the test where this process may not load; what the verifier refuses fails it. */
    private static LoadedObject load(TargetKernel kernel) throws Exception {
        try {
            return Main.load(kernel);
        } catch (Exception failure) {
            if (failure.getCause() instanceof SystemCallException refused && refused.is(Errno.EPERM)) {
                return abort(failure.getMessage());
            }
            throw failure;
        }
    }
}
