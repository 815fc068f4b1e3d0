package io.github.bpfmaven.plugin.doctor;

import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.plugin.compile.Clang;
import io.github.bpfmaven.toolchain.HostRequirements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("What the doctor says of hosts, Java and what is set")
final class HostChecksTest {
    @TempDir
    Path directory;

    @Test
    @DisplayName("Windows, macOS and Linux on usual processors are fit")
    void fit() {
        for (var host : new String[][] {{"Windows 11", "amd64"}, {"Mac OS X", "aarch64"}, {"Linux", "amd64"}}) {
            var finding = host(host[0], host[1], Optional.empty());
            assertEquals(Status.OK, finding.status(), finding::text);
            assertTrue(finding.text().contains(host[1]), finding::text);
        }
    }

    @Test
    @DisplayName("other processors are not, unless the user has an LLVM for them")
    void unfit() {
        var finding = host("Linux", "riscv64", Optional.empty());
        assertEquals(Status.ERROR, finding.status());
        assertTrue(finding.text().contains("riscv64"), finding::text);
        assertTrue(finding.cure().orElseThrow().contains("-Dbpf.toolchain"));
        assertEquals(
                Status.WARNING,
                host("Linux", "riscv64", Optional.of(Path.of("/opt/llvm"))).status());
    }

    private Finding host(String system, String architecture, Optional<Path> own) {
        var machine = new SampleMachine(directory)
                .property("os.name", system)
                .property("os.arch", architecture)
                .machine();
        return new HostCheck(machine, new HostRequirements(), own).examine().get(0);
    }

    @Test
    @DisplayName("a JRE is no JDK; on Windows programs end in .exe")
    void jre() throws Exception {
        var machine = new SampleMachine(directory)
                .property("os.name", "Windows 11")
                .property("java.home", directory.resolve("jre").toString())
                .file("jre/bin/java.exe", "");
        var findings = new JavaCheck(machine.machine()).examine();
        assertEquals(Status.WARNING, findings.get(1).status());
        assertTrue(findings.get(1).text().contains("has no javac"));
        machine.file("jre/bin/javac.exe", "");
        assertEquals(1, new JavaCheck(machine.machine()).examine().size());
    }

    @Test
    @DisplayName("a locale without file names beyond ASCII is a warning")
    void locale() throws Exception {
        var machine = SampleMachine.linux(directory)
                .property("java.home", directory.toString())
                .property("sun.jnu.encoding", "ANSI_X3.4-1968")
                .file("bin/java", "")
                .file("bin/javac", "")
                .machine();
        var findings = new JavaCheck(machine).examine();
        assertEquals(2, findings.size());
        assertTrue(findings.get(1).text().contains("ANSI_X3.4-1968"));
    }

    @Test
    @DisplayName("each variable that is hidden from clang is named, and so are those of the dynamic loader")
    void environment() {
        for (var name : Clang.hiddenVariables()) {
            var machine = new SampleMachine(directory).variable(name, "value").machine();
            var finding = new EnvironmentCheck(machine).examine().get(0);
            assertEquals(Status.WARNING, finding.status());
            assertTrue(finding.text().startsWith(name + " is set: value"), finding::text);
        }
        var preload = new SampleMachine(directory)
                .variable("LD_PRELOAD", "libx.so")
                .variable("CPATH", " ")
                .machine();
        var findings = new EnvironmentCheck(preload).examine();
        assertEquals(1, findings.size());
        assertTrue(findings.get(0).text().startsWith("LD_PRELOAD is set"));
        assertEquals(
                Status.OK,
                new EnvironmentCheck(new SampleMachine(directory).machine())
                        .examine()
                        .get(0)
                        .status());
    }

    @Test
    @DisplayName("parameters of the plugin in MAVEN_OPTS, and a small heap, are warnings; other options are told")
    void mavenOptions() {
        var options = new SampleMachine(directory)
                .variable("MAVEN_OPTS", "-Dbpf.cpu=v1")
                .variable("JAVA_TOOL_OPTIONS", "-Duser.language=tr")
                .machine();
        var findings = new MavenOptionsCheck(options, 64L << 20).examine();
        assertEquals(3, findings.size());
        assertEquals(Status.WARNING, findings.get(0).status());
        assertEquals(Status.OK, findings.get(1).status());
        assertTrue(findings.get(1).text().contains("-Duser.language=tr"));
        assertTrue(findings.get(2).text().contains("64 MiB"));
    }
}
