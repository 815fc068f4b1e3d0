package io.github.bpfmaven.loader;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.types.TargetKernel;
import io.github.bpfmaven.testing.Kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A process without rights")
final class RightsTest {
    /** What the process runs: it loads a file and prints why it can't. */
    static final class Load {
        private Load() {}

        public static void main(String... arguments) throws Exception {
            try (var kernel = TargetKernel.local();
                    var loaded = BpfObjectLoader.of(Path.of(arguments[0])).load(kernel)) {
                System.out.println("loaded " + loaded.programs());
            } catch (BpfLoadException refused) {
                System.out.println(refused.getMessage());
            }
        }
    }

    @Test
    @DisplayName("is told which one it needs")
    void needsCapability(@TempDir Path directory) throws Exception {
        Kernel.require();
        try (var objects = new TestObjects()) {
            var file = Files.write(directory.resolve("counter.o"), objects.of("counter_xdp"));
            var output = run(file, "--bounding-set=-all", "--inh-caps=-all");
            assertEquals(
                    "object: this kernel takes nothing from this process: bpf(BPF_MAP_CREATE): EPERM (1, operation not"
                            + " permitted); run with CAP_BPF (and CAP_PERFMON for tracing, CAP_NET_ADMIN for networking),"
                            + " or as root: kernel.unprivileged_bpf_disabled keeps all others out",
                    output);
        }
    }

    @Test
    @DisplayName("but CAP_BPF and CAP_NET_ADMIN loads programs for networks")
    void enough(@TempDir Path directory) throws Exception {
        Kernel.require();
        try (var objects = new TestObjects()) {
            var file = Files.write(directory.resolve("counter.o"), objects.of("counter_xdp"));
            var output = run(
                    file, "--bounding-set=-all,+bpf,+net_admin,+perfmon", "--inh-caps=-all,+bpf,+net_admin,+perfmon");
            assertTrue(output.startsWith("loaded [program 'count'"), output);
        }
    }

    private static String run(Path file, String... rights) throws Exception {
        var command = new ArrayList<>(List.of("setpriv"));
        command.addAll(List.of(rights));
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Load.class.getName(),
                file.toString()));
        return NetworkNamespaces.run(command.toArray(String[]::new)).strip();
    }
}
