package io.github.bpfmaven.toolchain;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A directory of an installed LLVM")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are shell scripts")
final class LlvmDirectoryTest {
    @TempDir
    private Path prefix;

    @Test
    @DisplayName("may be named by its prefix")
    void byPrefix() throws Exception {
        Path clang = FakeLlvm.program(prefix.resolve("bin/clang"), FakeLlvm.CLANG_20);
        LlvmHome home = new LlvmDirectory(prefix).home();
        assertEquals(clang, home.clang());
        assertEquals(prefix, home.directory());
        assertEquals("20.1.7", home.version());
    }

    @Test
    @DisplayName("may be named by the directory of its programs")
    void byBin() throws Exception {
        FakeLlvm.program(prefix.resolve("bin/clang"), FakeLlvm.CLANG_20);
        assertEquals(prefix, new LlvmDirectory(prefix.resolve("bin")).home().directory());
    }

    @Test
    @DisplayName("has no link library of its own when a distribution packed it")
    void withoutJniLibrary() throws Exception {
        FakeLlvm.program(prefix.resolve("bin/clang"), FakeLlvm.CLANG_20);
        assertEquals(Optional.empty(), new LlvmDirectory(prefix).home().jniLibraryDirectory());
    }

    @Test
    @DisplayName("serves for links as well when it has JavaCPP's library")
    void withJniLibrary() throws Exception {
        FakeLlvm.program(prefix.resolve("bin/clang"), FakeLlvm.CLANG_20);
        Files.createFile(Files.createDirectory(prefix.resolve("lib")).resolve(System.mapLibraryName("jniLLVM")));
        assertEquals(
                Optional.of(prefix.resolve("lib")),
                new LlvmDirectory(prefix).home().jniLibraryDirectory());
    }

    @Test
    @DisplayName("has another identity when its clang has changed, and no path in it")
    void identity() throws Exception {
        Path clang = FakeLlvm.program(prefix.resolve("bin/clang"), FakeLlvm.CLANG_20);
        String before = new LlvmDirectory(prefix).home().identity();
        Files.writeString(clang, FakeLlvm.CLANG_20 + "# rebuilt\n");
        assertNotEquals(before, new LlvmDirectory(prefix).home().identity());
        assertFalse(before.contains(prefix.toString()), before);
    }

    @Test
    @DisplayName("is refused when it does not exist")
    void missing() {
        String message = refusal(prefix.resolve("none"));
        assertTrue(message.contains(prefix.resolve("none") + ", which does not exist"), message);
    }

    @Test
    @DisplayName("is refused when it has no clang")
    void withoutClang() {
        String message = refusal(prefix);
        assertTrue(message.contains(prefix + ", which has neither bin/clang nor clang"), message);
    }

    @Test
    @DisplayName("is refused when it is newer than the linker's LLVM, with the reason")
    void tooNew() throws Exception {
        FakeLlvm.program(prefix.resolve("bin/clang"), FakeLlvm.clang("clang version 21.1.0", "bpfel bpfeb"));
        String message = refusal(prefix);
        assertTrue(message.contains("\"clang version 21.1.0\"; it must be LLVM 20"), message);
        assertTrue(message.contains("bitcode of a newer clang"), message);
    }

    @Test
    @DisplayName("is refused when it is older, with the reason")
    void tooOld() throws Exception {
        FakeLlvm.program(prefix.resolve("bin/clang"), FakeLlvm.clang("Debian clang version 14.0.6", "bpfel bpfeb"));
        assertTrue(refusal(prefix).contains("older clang"));
    }

    @Test
    @DisplayName("is refused when it is Apple's")
    void apple() throws Exception {
        FakeLlvm.program(prefix.resolve("bin/clang"), FakeLlvm.clang("Apple clang version 20.0.0", "bpfel bpfeb"));
        assertTrue(refusal(prefix).contains("no BPF target"));
    }

    @Test
    @DisplayName("is refused when it was built without BPF")
    void withoutBpf() throws Exception {
        FakeLlvm.program(prefix.resolve("bin/clang"), FakeLlvm.clang("clang version 20.1.7", "x86-64"));
        assertTrue(refusal(prefix).contains("missing from --print-targets: bpfel, bpfeb"));
    }

    private static String refusal(Path directory) {
        return assertThrows(ToolchainException.class, () -> new LlvmDirectory(directory).home())
                .getMessage();
    }
}
