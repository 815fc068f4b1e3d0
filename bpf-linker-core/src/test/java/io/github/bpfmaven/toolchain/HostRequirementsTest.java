package io.github.bpfmaven.toolchain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The requirements on a Linux host")
final class HostRequirementsTest {
    private static final String NEW_GLIBC = "\0GLIBC_2.33\0GLIBC_2.34\0GLIBC_2.35\0";
    private static final String NEW_LIBSTDCXX = "\0GLIBCXX_3.4.29\0GLIBCXX_3.4.30\0";

    @TempDir
    private Path root;

    @Test
    @DisplayName("are met by the machine that runs this test")
    void metHere() {
        // The native parts are on this test's class path: it would not run elsewhere.
        assertDoesNotThrow(() -> new HostRequirements().check(HostPlatform.LINUX_X86_64));
    }

    @Test
    @DisplayName("are met by a glibc 2.35 with the libstdc++ of GCC 12")
    void metByNewLibraries() throws IOException {
        write("lib/x86_64-linux-gnu/libc.so.6", NEW_GLIBC);
        write("usr/lib/x86_64-linux-gnu/libstdc++.so.6", NEW_LIBSTDCXX);
        assertDoesNotThrow(() -> check(""));
    }

    @Test
    @DisplayName("are not met by glibc 2.31, and the message names the file")
    void oldGlibc() throws IOException {
        write("lib/x86_64-linux-gnu/libc.so.6", "\0GLIBC_2.31\0GLIBC_2.4\0");
        String message = refusal("");
        assertTrue(message.contains("libc.so.6 is too old: it doesn't have GLIBC_2.34"), message);
        assertTrue(message.contains("Debian 12"), message);
    }

    @Test
    @DisplayName("are not met by a libstdc++ without GLIBCXX_3.4.30")
    void oldLibstdcxx() throws IOException {
        write("lib64/libc.so.6", NEW_GLIBC);
        write("usr/lib64/libstdc++.so.6", "\0GLIBCXX_3.4.29\0GLIBCXX_3.4.3\0");
        String message = refusal("");
        assertTrue(message.contains("libstdc++.so.6 is too old: it doesn't have GLIBCXX_3.4.30"), message);
    }

    @Test
    @DisplayName("are met when one of several copies of a library is new enough")
    void newCopyBesideOld() throws IOException {
        write("usr/lib64/libstdc++.so.6", "\0GLIBCXX_3.4.28\0");
        write("opt/gcc/lib/libstdc++.so.6", NEW_LIBSTDCXX);
        HostRequirements requirements = new HostRequirements(root, maps(""), List.of(root.resolve("opt/gcc/lib")));
        assertDoesNotThrow(() -> requirements.check(HostPlatform.LINUX_X86_64));
    }

    @Test
    @DisplayName("are not met when this JVM runs on musl")
    void musl() throws IOException {
        String message = refusal("7f00-7f01 r-xp 00000000 08:01 12   /lib/ld-musl-x86_64.so.1\n");
        assertTrue(message.contains("musl (Alpine?)"), message);
        assertTrue(message.contains("glibc 2.34"), message);
    }

    @Test
    @DisplayName("are not met when nothing is known of this JVM and musl's loader is installed")
    void muslInstalled() throws IOException {
        write("lib/ld-musl-aarch64.so.1", "");
        assertTrue(refusal("").contains("musl"));
    }

    @Test
    @DisplayName("are met when this JVM runs on glibc and musl is installed beside it")
    void muslBesideGlibc() throws IOException {
        write("lib/ld-musl-x86_64.so.1", "");
        Path libc = write("lib/x86_64-linux-gnu/libc.so.6", NEW_GLIBC);
        assertDoesNotThrow(() -> check("7f00-7f01 r-xp 00000000 08:01 12   " + libc + "\n"));
    }

    @Test
    @DisplayName("are taken to be met when no library is found")
    void unknown() {
        HostRequirements nowhere = new HostRequirements(root, root.resolve("no/maps"), List.of());
        assertDoesNotThrow(() -> nowhere.check(HostPlatform.LINUX_ARM64));
    }

    @Test
    @DisplayName("say nothing of macOS and Windows")
    void othersAreFree() throws IOException {
        write("lib/ld-musl-x86_64.so.1", "");
        HostRequirements requirements = new HostRequirements(root, maps(""), List.of());
        assertDoesNotThrow(() -> requirements.check(HostPlatform.MACOSX_ARM64));
        assertDoesNotThrow(() -> requirements.check(HostPlatform.WINDOWS_X86_64));
    }

    private String refusal(String maps) {
        return assertThrows(ToolchainException.class, () -> check(maps)).getMessage();
    }

    private void check(String maps) throws IOException, ToolchainException {
        new HostRequirements(root, maps(maps), List.of()).check(HostPlatform.LINUX_X86_64);
    }

    private Path maps(String text) throws IOException {
        return write("proc-self-maps", text);
    }

    private Path write(String name, String contents) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, contents);
    }
}
