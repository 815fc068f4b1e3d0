package io.github.bpfmaven.plugin.toolchain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.toolchain.LlvmHome;
import io.github.bpfmaven.toolchain.LlvmRelease;
import io.github.bpfmaven.toolchain.Sha256;
import io.github.bpfmaven.toolchain.ToolchainException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The LLVM of a build")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the small clang is a shell script")
final class MavenToolchainsTest {
    @TempDir
    private Path directory;

    private FakeCentral central = new FakeCentral(Path.of(""));
    private DefaultRepositorySystemSession session = new DefaultRepositorySystemSession();
    private LlvmRelease release = LlvmRelease.PINNED;

    @BeforeEach
    void makeRepository() throws IOException {
        central = new FakeCentral(directory);
        session = central.session();
        release = FakeCentral.release(FakeCentral.writeJar(central.jarInRepository()));
    }

    @Test
    @DisplayName("is resolved by Maven and unpacked beside the local repository's artifacts")
    void resolved() throws Exception {
        LlvmHome home = resolve(List.of());
        assertEquals(
                central.localRepository().resolve(".cache/bpf-maven-plugin"),
                home.directory().getParent());
        assertEquals(
                Optional.of(home.directory().resolve("lib")), home.jniLibraryDirectory(), "the link library's place");
    }

    @Test
    @DisplayName("is the unpacked one at the next build, without a look at the repositories")
    void unpackedBefore() throws Exception {
        LlvmHome first = resolve(List.of());
        Files.delete(central.jarInRepository());
        assertEquals(first, resolve(List.of()));
    }

    @Test
    @DisplayName("is taken from the plugin's dependencies when the user added it there")
    void fromPluginDependencies() throws Exception {
        Path added = directory.resolve("added.jar");
        Files.move(central.jarInRepository(), added);
        LlvmHome home = resolve(List.of(
                artifact("org.bytedeco", "javacpp", "1.5.12", FakeCentral.HOST.classifier(), added),
                artifact("org.bytedeco", "llvm", "20.1.7-1.5.12", "windows-riscv64", added),
                artifact("org.bytedeco", "llvm", "20.1.7-1.5.12", FakeCentral.HOST.classifier(), added)));
        assertEquals("20.1.7", home.version());
    }

    @Test
    @DisplayName("must have the pinned digest when it is the pinned version, wherever it is from")
    void pinnedDigest() throws Exception {
        Path other = Files.writeString(directory.resolve("other.jar"), "other");
        Artifact added = artifact("org.bytedeco", "llvm", "20.1.7-1.5.12", FakeCentral.HOST.classifier(), other);
        String message = assertThrows(ToolchainException.class, () -> resolve(List.of(added)))
                .getMessage();
        assertTrue(message.contains(other + " is not the expected file"), message);
    }

    @Test
    @DisplayName("may be another 20 from the plugin's dependencies, known by its own digest")
    void anotherTwenty() throws Exception {
        Path other = FakeCentral.writeJar(directory.resolve("other.jar"));
        LlvmHome home = resolve(
                List.of(artifact("org.bytedeco", "llvm", "20.1.8-1.5.13", FakeCentral.HOST.classifier(), other)));
        assertEquals("20.1.8", home.version());
        assertTrue(home.identity().contains(Sha256.of(other)), home.identity());
    }

    @Test
    @DisplayName("may not be a 21 from the plugin's dependencies")
    void notTwentyOne() {
        Artifact added = artifact(
                "org.bytedeco", "llvm", "21.1.0-1.5.13", FakeCentral.HOST.classifier(), directory.resolve("any.jar"));
        String message = assertThrows(ToolchainException.class, () -> resolve(List.of(added)))
                .getMessage();
        assertTrue(message.contains("org.bytedeco:llvm:21.1.0-1.5.13; the plugin works with LLVM 20"), message);
    }

    @Test
    @DisplayName("is the named directory, linked by Maven's when that has no link library")
    void namedDirectory() throws Exception {
        Path prefix = FakeCentral.installed(directory.resolve("usr/lib/llvm-20"));
        LlvmHome fromMaven = resolve(List.of());
        LlvmHome home = toolchains().resolve(request(Optional.of(prefix), List.of()));
        assertEquals(prefix.resolve("bin/clang"), home.clang());
        assertEquals(fromMaven.jniLibraryDirectory(), home.jniLibraryDirectory());
        assertTrue(home.identity().endsWith(", linked by " + fromMaven.identity()), home.identity());
    }

    @Test
    @DisplayName("is the named directory alone when that has a link library, and nothing is resolved")
    void namedDirectoryAlone() throws Exception {
        Path prefix = FakeCentral.installed(directory.resolve("copied"));
        Files.createFile(Files.createDirectory(prefix.resolve("lib")).resolve(System.mapLibraryName("jniLLVM")));
        Files.delete(central.jarInRepository());
        LlvmHome home = toolchains().resolve(request(Optional.of(prefix), List.of()));
        assertEquals(Optional.of(prefix.resolve("lib")), home.jniLibraryDirectory());
    }

    @Test
    @DisplayName("can't be had offline before it was once: the message names the goal to run")
    void offline() throws Exception {
        Files.delete(central.jarInRepository());
        session.setOffline(true);
        String message =
                assertThrows(ToolchainException.class, () -> resolve(List.of())).getMessage();
        assertTrue(message.contains("org.bytedeco:llvm:jar:" + FakeCentral.HOST.classifier()), message);
        assertTrue(message.contains("mvn io.github.bpf-maven:bpf-maven-plugin:0.1.0:install-toolchain"), message);
        assertTrue(message.contains("<toolchain>"), message);
    }

    @Test
    @DisplayName("can't be had when no repository is reached: the message names them and keeps Maven's reason")
    void notFound() throws Exception {
        Files.delete(central.jarInRepository());
        String message =
                assertThrows(ToolchainException.class, () -> resolve(List.of())).getMessage();
        assertTrue(message.contains("from the plugin repositories [internal (https://repo.invalid/)]"), message);
        assertTrue(message.contains("org.bytedeco:llvm:jar:" + FakeCentral.HOST.classifier()), message);
        assertTrue(message.contains("Could not transfer artifact"), message);
    }

    private LlvmHome resolve(List<Artifact> pluginArtifacts) throws ToolchainException {
        return toolchains().resolve(request(Optional.empty(), pluginArtifacts));
    }

    private MavenToolchains toolchains() {
        return new MavenToolchains(central.system(), release);
    }

    private ToolchainRequest request(Optional<Path> named, List<Artifact> pluginArtifacts) {
        RemoteRepository internal =
                new RemoteRepository.Builder("internal", "default", "https://repo.invalid/").build();
        return new ToolchainRequest(session, List.of(internal), Optional.empty(), named, pluginArtifacts, "0.1.0");
    }

    private static Artifact artifact(String group, String id, String version, String classifier, Path file) {
        Artifact artifact = new DefaultArtifact(
                group, id, version, "runtime", "jar", classifier, new DefaultArtifactHandler("jar"));
        artifact.setFile(file.toFile());
        return artifact;
    }
}
