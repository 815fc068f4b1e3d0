package io.github.bpfmaven.loader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.loader.kernel.Errno;
import io.github.bpfmaven.loader.kernel.LocalKernel;
import io.github.bpfmaven.loader.kernel.SystemCallException;
import io.github.bpfmaven.loader.types.TargetKernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A BPF token")
final class TokenTest extends LocalKernelCase {
    /** Runs in a user namespace of its own. */
    static final class Inside {
        private Inside() {}

        public static void main(String[] arguments) throws IOException {
            var object = BpfObjectLoader.of(Path.of(arguments[0]));
            try (var without = TargetKernel.local()) {
                object.load(without).close();
                System.out.println("loads without a token");
            } catch (IOException refused) {
                System.out.println("refused without a token");
            }
            try (var kernel = TargetKernel.withToken(LocalKernel.open(), arguments[1]);
                    var loaded = object.load(kernel)) {
                System.out.println("loads " + loaded.programs().size() + " with a token");
            }
        }
    }

    @Test
    @DisplayName("lets a process in a user namespace load what it may not load otherwise")
    void inside(@TempDir Path directory) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/cc")), "no compiler for programs of this machine");
        var delegate = directory.resolve("delegate").toString();
        NetworkNamespaces.run("/usr/bin/cc", "-O1", "-o", delegate, "src/test/c/delegate.c");
        var object = Files.write(directory.resolve("counter.o"), objects.of("counter_xdp"));
        var mount = Files.createDirectory(directory.resolve("bpf")).toString();
        var process = new ProcessBuilder(
                        delegate,
                        mount,
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Inside.class.getName(),
                        object.toString(),
                        mount)
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Assumptions.assumeFalse(process.waitFor() == 77, () -> "no user namespace with a BPF file system: " + output);
        assertTrue(output.contains("refused without a token"), output);
        assertTrue(output.contains("loads 1 with a token"), output);
    }

    @Test
    @DisplayName("is not to be had outside of user namespaces, and the kernel's word for that is passed on")
    void outside() {
        var local = LocalKernel.open();
        var refusal = assertThrows(SystemCallException.class, () -> TargetKernel.withToken(local, "/sys/fs/bpf"));
        assertEquals("bpf(BPF_TOKEN_CREATE)", refusal.call());
        assertTrue(refusal.is(Errno.EOPNOTSUPP) || refusal.is(Errno.EINVAL), refusal.getMessage());
    }
}
