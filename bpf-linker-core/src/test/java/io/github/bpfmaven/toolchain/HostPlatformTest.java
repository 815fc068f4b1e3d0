package io.github.bpfmaven.toolchain;

import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A host platform")
final class HostPlatformTest {
    @ParameterizedTest(name = "{0} on {1} is {2}")
    @DisplayName("follows from what a JVM calls system and architecture")
    @CsvSource({
        "Linux, amd64, linux-x86_64",
        "Linux, aarch64, linux-arm64",
        "Mac OS X, aarch64, macosx-arm64",
        "Mac OS X, x86_64, macosx-x86_64",
        "Windows 11, amd64, windows-x86_64",
        "Windows Server 2022, amd64, windows-x86_64"
    })
    void ofJvmNames(String osName, String osArch, String classifier) {
        assertEquals(Optional.of(classifier), HostPlatform.of(osName, osArch).map(HostPlatform::classifier));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @DisplayName("is empty where Central has no native parts")
    @CsvSource({"Linux, riscv64", "Linux, i386", "Windows 11, aarch64", "FreeBSD, amd64", "SunOS, sparcv9"})
    void emptyElsewhere(String osName, String osArch) {
        assertEquals(Optional.empty(), HostPlatform.of(osName, osArch));
    }

    @Test
    @DisplayName("that has no LLVM is refused with the list of those that have, and a way out")
    void refusesWithList() {
        ToolchainException e = assertThrows(ToolchainException.class, () -> HostPlatform.require("Linux", "riscv64"));
        assertTrue(e.getMessage().contains("os.name=Linux, os.arch=riscv64"), e.getMessage());
        for (HostPlatform platform : HostPlatform.values()) {
            assertTrue(e.getMessage().contains(platform.classifier()), e.getMessage());
        }
        assertTrue(e.getMessage().contains("<toolchain>"), e.getMessage());
    }

    @Test
    @DisplayName("has a digest, a size and a layout in the pinned release, whichever it is")
    void pinnedForAll() {
        for (HostPlatform platform : HostPlatform.values()) {
            LlvmRelease.Jar jar = LlvmRelease.PINNED.jar(platform);
            assertTrue(jar.sha256().matches("[0-9a-f]{64}"), jar.sha256());
            assertTrue(jar.sizeInBytes() > 100_000_000);
            assertEquals(
                    "llvm-20.1.7-1.5.12-" + platform.classifier() + "-"
                            + jar.sha256().substring(0, 8),
                    LlvmRelease.PINNED.archive(platform).name());
        }
    }
}
