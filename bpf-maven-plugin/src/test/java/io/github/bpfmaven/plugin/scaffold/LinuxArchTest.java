package io.github.bpfmaven.plugin.scaffold;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("An architecture of the kernel")
final class LinuxArchTest {
    @ParameterizedTest
    @DisplayName("is found by the name that bpf2go's file names have")
    @ValueSource(strings = {"x86", "arm", "arm64", "loongarch", "mips", "powerpc", "riscv", "s390"})
    void isFoundByName(String kernelName) {
        assertEquals(Optional.of(kernelName), LinuxArch.named(kernelName).map(LinuxArch::kernelName));
    }

    @Test
    @DisplayName("is not found by another name, such as Go's")
    void isNotFoundByAnotherName() {
        assertEquals(Optional.empty(), LinuxArch.named("amd64"));
    }

    @Test
    @DisplayName("shares no os.arch with another, so that a JVM has one")
    void sharesNothing() {
        List<String> all = Stream.of(LinuxArch.values())
                .map(LinuxArch::osArchs)
                .flatMap(Set::stream)
                .toList();
        assertEquals(all.size(), new HashSet<>(all).size(), all::toString);
    }
}
