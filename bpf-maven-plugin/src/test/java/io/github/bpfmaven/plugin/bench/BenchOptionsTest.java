package io.github.bpfmaven.plugin.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The benchmark's arguments")
final class BenchOptionsTest {
    @Test
    @DisplayName("may all be left out")
    void mayBeLeftOut() {
        var options = BenchOptions.parse(List.of());

        assertEquals(400, options.count());
        assertEquals(5, options.rounds());
        assertEquals(new TreeSet<>(List.of(1, 2, 3, 4, 5, 6)), options.scenarios());
        assertTrue(options.vmlinux());
        assertEquals(Path.of("").toAbsolutePath(), options.checkout());
    }

    @Test
    @DisplayName("say what is measured, how often and with what")
    void sayWhatIsMeasured() {
        var options = BenchOptions.parse(List.of(
                "--generate",
                "100",
                "--rounds",
                "3",
                "--scenarios",
                "2,1",
                "--no-vmlinux",
                "-Dbpf.precompiledHeaders=false",
                "--objcopy",
                "tools/llvm-objcopy"));

        assertEquals(100, options.count());
        assertEquals(3, options.rounds());
        assertEquals(List.of(1, 2), List.copyOf(options.scenarios()));
        assertEquals(false, options.vmlinux());
        assertEquals(List.of("-Dbpf.precompiledHeaders=false"), options.mavenArguments());
        assertEquals(Optional.of(Path.of("tools/llvm-objcopy").toAbsolutePath()), options.objcopy());
    }

    @Test
    @DisplayName("are refused by name where they make no sense")
    void areRefusedByName() {
        assertMessage("'--fast'", "--fast");
        assertMessage("'--rounds'", "--rounds");
        assertMessage("--rounds is '0'", "--rounds", "0");
        assertMessage("--generate is 'many'", "--generate", "many");
        assertMessage("--scenarios has '7'", "--scenarios", "1,7");
    }

    private static void assertMessage(String part, String... arguments) {
        var failure = assertThrows(IllegalArgumentException.class, () -> BenchOptions.parse(List.of(arguments)));
        assertTrue(failure.getMessage().contains(part), failure.getMessage());
    }
}
