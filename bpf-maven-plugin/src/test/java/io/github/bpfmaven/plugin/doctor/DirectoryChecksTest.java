package io.github.bpfmaven.plugin.doctor;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.plugin.toolchain.MavenToolchains;
import io.github.bpfmaven.plugin.toolchain.ToolchainRequest;
import io.github.bpfmaven.testing.TestLlvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@DisplayName("What the doctor says of directories and LLVM")
final class DirectoryChecksTest {
    @TempDir
    Path directory;

    @Test
    @DisplayName("a cache that isn't there yet is like the directory above it, and is not made")
    void notThereYet() throws Exception {
        var cache = directory.resolve("a/b/cache");
        var finding = cache(cache);
        assertEquals(Status.OK, finding.status(), finding::text);
        assertTrue(finding.text().contains("not there yet"), finding::text);
        assertFalse(Files.exists(directory.resolve("a")));
        try (var files = Files.list(directory)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    @DisplayName("a cache that is a file is an error")
    void file() throws Exception {
        var finding = cache(Files.createFile(directory.resolve("cache")));
        assertEquals(Status.ERROR, finding.status());
        assertTrue(finding.text().endsWith("cache is a file"));
    }

    @Test
    @DisplayName("a cache mounted noexec is an error, and so is one that is full; such a /tmp is a warning")
    void mounted() throws Exception {
        var mount = Files.createDirectory(directory.resolve("mount"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "noexec,size=100m", "tmpfs", mount.toString()),
                "this test mounts a small file system, which this user may not");
        try {
            var noexec = cache(mount.resolve("cache"));
            assertEquals(Status.ERROR, noexec.status());
            assertTrue(noexec.text().contains("noexec"), noexec::text);
            var temporary = new TemporaryDirectoryCheck(SampleMachine.linux(directory)
                            .property("java.io.tmpdir", mount.toString())
                            .machine())
                    .examine()
                    .get(0);
            assertEquals(Status.WARNING, temporary.status());
            assertTrue(temporary.cure().orElseThrow().contains("-Djna.tmpdir"));
            assumeTrue(run("mount", "-o", "remount,exec", mount.toString()), "this user may not remount");
            var full = cache(mount.resolve("cache"));
            assertEquals(Status.ERROR, full.status());
            assertTrue(full.text().endsWith("LLVM needs 256 MiB"), full::text);
        } finally {
            run("umount", mount.toString());
        }
    }

    @Test
    @DisplayName("a directory for temporary files that isn't there is an error")
    void noTemporaryDirectory() throws Exception {
        var machine = SampleMachine.linux(directory)
                .property("java.io.tmpdir", directory.resolve("gone").toString())
                .machine();
        assertEquals(
                Status.ERROR,
                new TemporaryDirectoryCheck(machine).examine().get(0).status());
    }

    @Test
    @DisplayName("an LLVM in a directory is told with its digest; what is none is an error in the words of builds")
    void toolchain() {
        var findings = new ToolchainCheck(
                        request(directory, Optional.of(TestLlvm.home().directory())), toolchains(), true)
                .examine();
        assertEquals(2, findings.size(), findings::toString);
        assertTrue(findings.get(0).text().startsWith("LLVM 20.1.7 of a directory of yours"), findings::toString);
        assertTrue(findings.get(1).text().matches("as locks name it: directory 20\\.1\\.7 sha256:[0-9a-f]{64}"));
        var none = new ToolchainCheck(request(directory, Optional.of(directory)), toolchains(), true).examine();
        assertEquals(Status.ERROR, none.get(0).status());
        assertTrue(none.get(0).text().contains("neither bin/clang nor clang"), none::toString);
    }

    @Test
    @DisplayName("without leave to get LLVM, one that isn't there is not asked for")
    void notFetched() {
        var findings = new ToolchainCheck(request(directory, Optional.empty()), toolchains(), false).examine();
        assertEquals(Status.OK, findings.get(0).status());
        assertTrue(findings.get(0).text().contains("is not there yet"), findings::toString);
    }

    private Finding cache(Path cache) throws Exception {
        return new CacheCheck(SampleMachine.linux(directory).machine(), request(cache, Optional.empty()), toolchains())
                .examine()
                .get(0);
    }

    private static ToolchainRequest request(Path cache, Optional<Path> toolchain) {
        return new ToolchainRequest(
                new DefaultRepositorySystemSession(), List.of(), Optional.of(cache), toolchain, List.of(), "1.0");
    }

    /** Fails whoever asks Maven's repositories. */
    private static MavenToolchains toolchains() {
        return new MavenToolchains((RepositorySystem) Proxy.newProxyInstance(
                DirectoryChecksTest.class.getClassLoader(),
                new Class<?>[] {RepositorySystem.class},
                (proxy, method, arguments) -> {
                    throw new IllegalStateException("nothing is to be resolved: " + method);
                }));
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
