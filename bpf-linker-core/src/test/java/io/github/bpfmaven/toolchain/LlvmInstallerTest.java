package io.github.bpfmaven.toolchain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@DisplayName("The installer of LLVM")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the small clang is a shell script")
final class LlvmInstallerTest {
    @TempDir
    private Path directory;

    private final Heard heard = new Heard();
    private Path cache = Path.of("");
    private Path jar = Path.of("");
    private LlvmArchive archive = new LlvmArchive("", "", "", new LlvmLayout(List.of()));

    @BeforeEach
    void makeJar() throws IOException {
        cache = directory.resolve("a cache/of ours");
        jar = FakeLlvm.jar(directory.resolve("llvm.jar"), FakeLlvm.CLANG_20, 100_000);
        archive = FakeLlvm.archive(jar);
    }

    @Test
    @DisplayName("unpacks what the layout names into a prefix, and nothing else")
    void unpacks() throws Exception {
        LlvmHome home = install();
        assertEquals(cache.resolve("llvm-fake/bin/clang"), home.clang());
        assertEquals(Optional.of(cache.resolve("llvm-fake/lib")), home.jniLibraryDirectory());
        assertEquals("llvm 20.1.7 sha256:" + archive.sha256(), home.identity());
        assertEquals(
                List.of("bin/clang", "complete.txt", "lib/libLLVM.so.20.1", "lib/libjniLLVM.so"),
                filesBelow(home.directory()));
        assertEquals(List.of("llvm-fake", "llvm-fake.lock"), namesIn(cache));
        assertFalse(Files.exists(directory.resolve("outside")));
    }

    @Test
    @DisplayName("unpacks into a directory with blanks and umlauts in its name")
    void umlauts() throws Exception {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "this locale's file names have no umlauts");
        cache = directory.resolve("Übung eins");
        assertEquals(cache.resolve("llvm-fake"), install().directory());
    }

    @Test
    @DisplayName("writes down what must be there: digest, then size and path, sorted")
    void writesMarker() throws Exception {
        install();
        assertEquals(
                List.of(
                        "sha256 " + archive.sha256(),
                        FakeLlvm.CLANG_20.length() + " bin/clang",
                        "100000 lib/libLLVM.so.20.1",
                        "10 lib/libjniLLVM.so"),
                Files.readAllLines(cache.resolve("llvm-fake/complete.txt")));
    }

    @Test
    @DisplayName("finds nothing in a cache that doesn't exist, and makes none by looking")
    void findsNothing() {
        assertEquals(Optional.empty(), installer().find(archive));
        assertFalse(Files.exists(cache));
    }

    @Test
    @DisplayName("uses what is installed without asking for the jar")
    void usesInstalled() throws Exception {
        LlvmHome first = install();
        assertEquals(first, installer().install(archive, () -> fail("The jar is not needed")));
        assertEquals(Optional.of(first), installer().find(archive));
    }

    @Test
    @DisplayName("refuses a jar with another digest, names both, and installs nothing")
    void wrongDigest() throws Exception {
        Path other = FakeLlvm.jar(directory.resolve("other.jar"), FakeLlvm.CLANG_20, 7);
        String message = refusal(() -> other);
        assertTrue(message.startsWith(other + " is not the expected file"), message);
        assertTrue(message.contains(Sha256.of(other)), message);
        assertTrue(message.contains(archive.sha256()), message);
        assertTrue(message.contains("Delete it from the local repository"), message);
        assertEquals(List.of("llvm-fake.lock"), namesIn(cache));
    }

    @Test
    @DisplayName("passes on why there is no jar, and installs nothing")
    void noJar() throws Exception {
        String message = refusal(() -> {
            throw new ToolchainException("offline");
        });
        assertEquals("offline", message);
        assertEquals(List.of("llvm-fake.lock"), namesIn(cache));
    }

    @Test
    @DisplayName("installs nothing when clang doesn't start")
    void brokenClang() throws Exception {
        jar = FakeLlvm.jar(directory.resolve("llvm.jar"), "#!/bin/sh\nexit 3\n", 10);
        archive = FakeLlvm.archive(jar);
        assertTrue(refusal(() -> jar).contains("exit status 3"));
        assertEquals(List.of("llvm-fake.lock"), namesIn(cache));
    }

    @Test
    @DisplayName("installs again, and says so, when a file has another size")
    void healsTruncatedFile() throws Exception {
        LlvmHome home = install();
        Files.writeString(home.libraryDirectory().resolve("libLLVM.so.20.1"), "short");
        assertEquals(Optional.empty(), installer().find(archive));
        assertEquals(home, install());
        assertEquals(1, heard.count("W LLVM in " + home.directory() + " is broken (lib/libLLVM.so.20.1 has 5 bytes"));
        assertEquals(Optional.of(home), installer().find(archive));
    }

    @Test
    @DisplayName("installs again when a file or the marker is missing")
    void healsMissingFile() throws Exception {
        for (String name : List.of("lib/libjniLLVM.so", "complete.txt")) {
            Files.delete(install().directory().resolve(name));
            install();
            assertEquals(
                    1,
                    heard.count("is broken (" + name + " is missing)"),
                    heard.messages().toString());
        }
    }

    @Test
    @DisplayName("installs again when the marker is damaged or of another archive")
    void healsMarker() throws Exception {
        for (String text : List.of("", "sha256 0000\n", "sha256 " + archive.sha256() + "\nx bin/clang\n")) {
            Files.writeString(install().directory().resolve("complete.txt"), text);
            assertEquals(Optional.empty(), installer().find(archive));
        }
        install();
        assertEquals(3, heard.count("is broken (complete.txt"));
    }

    @Test
    @DisplayName("clears away what a killed build has left, and takes over its lock")
    void killedBuild() throws Exception {
        Process build = InstallProcess.start(jar, cache, "hang");
        try {
            assertEquals("hanging", build.inputReader().readLine());
        } finally {
            build.destroyForcibly().waitFor();
        }
        assertEquals(
                1,
                namesIn(cache).stream()
                        .filter(name -> name.startsWith("llvm-fake.tmp-"))
                        .count());
        install();
        assertEquals(List.of("llvm-fake", "llvm-fake.lock"), namesIn(cache));
    }

    @Test
    @DisplayName("says what to set when the cache can't be made")
    void cacheNotWritable() throws Exception {
        cache = Files.createFile(directory.resolve("file")).resolve("cache");
        String message = refusal(() -> jar);
        assertTrue(message.startsWith("Can't write the cache for LLVM, " + cache), message);
        assertTrue(message.contains("Set bpf.cacheDirectory"), message);
    }

    private LlvmInstaller installer() {
        return new LlvmInstaller(cache, heard);
    }

    private LlvmHome install() throws ToolchainException {
        return installer().install(archive, () -> jar);
    }

    private String refusal(LlvmInstaller.JarSource source) {
        return assertThrows(ToolchainException.class, () -> installer().install(archive, source))
                .getMessage();
    }

    private static List<String> namesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static List<String> filesBelow(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
