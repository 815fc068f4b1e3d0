package io.github.bpfmaven.toolchain;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.llvm.global.LLVM;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("LLVM as Central has it for this host")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RealLlvmTest {
    private final HostPlatform platform = HostPlatform.of(System.getProperty("os.name"), System.getProperty("os.arch"))
            .orElseThrow();
    private final LlvmArchive archive = LlvmRelease.PINNED.archive(platform);
    private Path directory = Path.of("");
    private LlvmHome home = LlvmHome.of(Path.of(""), Path.of(""), "", "");

    @BeforeAll
    void install(@TempDir Path shared) throws Exception {
        directory = shared;
        home = new LlvmInstaller(directory, ToolchainListener.silent()).install(archive, this::jar);
    }

    @Test
    @DisplayName("has the pinned digest and size, and unpacks to the size that is announced")
    void pinned() throws Exception {
        LlvmRelease.Jar pinned = LlvmRelease.PINNED.jar(platform);
        assertEquals(pinned.sizeInBytes(), Files.size(jar()));
        try (Stream<Path> files = Files.walk(home.directory())) {
            long unpacked = files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(Marker.FILE_NAME))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
            assertEquals(pinned.unpackedInBytes(), unpacked);
        }
    }

    @Test
    @DisplayName("is accepted as a directory that a user names, with its link libraries")
    void asDirectory() throws Exception {
        LlvmHome named = new LlvmDirectory(home.directory()).home();
        assertEquals(archive.version(), named.version());
        assertEquals(home.jniLibraryDirectory(), named.jniLibraryDirectory());
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("compiles each of its headers for BPF, with no other directory to look in")
    @ValueSource(strings = {"bpfel", "bpfeb"})
    void compilesHeaders(String target) throws Exception {
        StringBuilder source = new StringBuilder();
        for (LlvmLayout.File file : archive.layout().files()) {
            String name = Path.of(file.target()).getFileName().toString();
            if (name.endsWith(".h") && !name.startsWith("__")) {
                source.append("#include <").append(name).append(">\n");
            }
        }
        source.append("int f(void) { atomic_int a = 1; va_list l; size_t s = UINT8_MAX; return s + CHAR_BIT; }\n");
        Path file = Files.writeString(directory.resolve(target + ".c"), source);
        String output = run(
                home.clang().toString(),
                "-target",
                target,
                "-O2",
                "-Werror",
                "-ffreestanding",
                "-Wno-unused-variable",
                "-nostdlibinc",
                "-emit-llvm",
                "-c",
                file.toString(),
                "-o",
                file + ".bc");
        assertEquals("", output);
    }

    @Test
    @DisplayName("is loaded by JavaCPP from its directory, with nothing else unpacked")
    void loadsInWorker() throws Exception {
        Path javacppCache = Files.createDirectory(directory.resolve("javacpp"));
        String output = run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.library.path=" + home.jniLibraryDirectory().orElseThrow(),
                "-Dorg.bytedeco.javacpp.pathsfirst=true",
                "-Dorg.bytedeco.javacpp.cachedir=" + javacppCache,
                "-cp",
                Stream.of(LLVM.class, Loader.class, RealLlvmTest.class)
                        .map(RealLlvmTest::placeOf)
                        .reduce((a, b) -> a + System.getProperty("path.separator") + b)
                        .orElseThrow(),
                LoadLlvm.class.getName());
        assertTrue(output.endsWith("LLVM 20.1.7 with 1 BPF target" + System.lineSeparator()), output);
        try (Stream<Path> files = Files.walk(javacppCache)) {
            assertEquals(List.of(), files.filter(Files::isRegularFile).toList());
        }
    }

    private Path jar() throws ToolchainException {
        URL clang = RealLlvmTest.class
                .getClassLoader()
                .getResource(archive.layout().files().get(0).entry());
        try {
            return Path.of(
                    ((JarURLConnection) clang.openConnection()).getJarFileURL().toURI());
        } catch (IOException | URISyntaxException e) {
            throw new ToolchainException("The test class path has no native parts", e);
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    private static String placeOf(Class<?> type) {
        try {
            return InstallProcess.placeOf(type).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
