package io.github.bpfmaven.plugin.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.toolchain.HostRequirements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The doctor")
final class DoctorTest {
    @TempDir
    Path directory;

    private record Broken(Throwable failure) implements Check {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public List<Finding> examine() throws Exception {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        }
    }

    @Test
    @DisplayName("goes on when a check fails, whatever with, and says so")
    void checksFail() {
        var report = Doctor.run(
                "1.0",
                List.of(
                        new Broken(new IllegalStateException("no /proc")),
                        new Broken(new UnsatisfiedLinkError("no such\nlibrary")),
                        new KernelCheck(new SampleMachine(directory)
                                .property("os.name", "Plan 9")
                                .machine())));
        assertEquals(Status.WARNING, report.worst());
        assertEquals(3, report.entries().size());
        assertTrue(report.entries().get(0).finding().text().contains("no /proc"));
        assertTrue(report.entries().get(1).finding().text().contains("no such; library"));
        assertEquals(Status.OK, report.entries().get(2).finding().status());
    }

    @Test
    @DisplayName("knows what to say of hosts that tell nothing: no properties, no /proc, no /etc")
    void strangeHosts() {
        for (var system : List.of("Linux", "Windows 11", "Mac OS X", "AIX", "")) {
            var machine = new SampleMachine(directory.resolve("empty"))
                    .property("os.name", system)
                    .property("java.home", directory.toString())
                    .property("java.io.tmpdir", directory.toString())
                    .machine();
            var report = Doctor.run("1.0", checks(machine));
            var text = DoctorText.of(report);
            assertFalse(text.contains("could not be found out"), text);
            report.entries().forEach(entry -> {
                var finding = entry.finding();
                assertEquals(finding.status() != Status.OK, finding.cure().isPresent(), finding::text);
            });
        }
    }

    /** Those that look at the machine alone. */
    private static List<Check> checks(Machine machine) {
        var checks = new ArrayList<Check>();
        checks.add(new HostCheck(machine, new HostRequirements(), Optional.empty()));
        checks.add(new JavaCheck(machine));
        checks.add(new MavenOptionsCheck(machine, 1L << 30));
        checks.add(new EnvironmentCheck(machine));
        checks.add(new TemporaryDirectoryCheck(machine));
        checks.add(new KernelCheck(machine));
        checks.add(new KernelSettingsCheck(machine));
        checks.add(new RightsCheck(machine));
        checks.add(new ProgramsCheck(machine));
        return checks;
    }
}
