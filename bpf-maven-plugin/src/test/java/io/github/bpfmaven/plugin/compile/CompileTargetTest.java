package io.github.bpfmaven.plugin.compile;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A target")
final class CompileTargetTest {
    @ParameterizedTest(name = "{0} gives …_{1}.o")
    @CsvSource({
        "bpfel, bpfel",
        "bpfeb, bpfeb",
        "386, x86_bpfel",
        "amd64, x86_bpfel",
        "arm, arm_bpfel",
        "arm64, arm64_bpfel",
        "loong64, loongarch_bpfel",
        "ppc64le, powerpc_bpfel",
        "riscv64, riscv_bpfel",
        "mips, mips_bpfeb",
        "ppc64, powerpc_bpfeb",
        "s390x, s390_bpfeb"
    })
    @DisplayName("has bpf2go's name and suffix")
    void names(String name, String suffix) throws Exception {
        assertEquals(
                List.of(suffix),
                CompileTarget.parse(List.of(name)).stream()
                        .map(CompileTarget::suffix)
                        .toList());
    }

    @Test
    @DisplayName("counts once when two names mean the same object, and targets keep their order")
    void duplicates() throws Exception {
        assertEquals("[s390_bpfeb, x86_bpfel, bpfel]", parse("s390x", "386", "amd64", "bpfel", "s390x"));
    }

    @Test
    @DisplayName("of one architecture is another than that of its byte order")
    void architectureIsAnother() throws Exception {
        assertEquals("[bpfel, x86_bpfel, arm64_bpfel]", parse("bpfel", "amd64", "arm64"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "native, the build host must not decide",
        "bpf, the build host must not decide",
        "x86_64, amd64?",
        "x86, amd64?",
        "aarch64, arm64?",
        "s390, s390x?",
        "riscv, riscv64?",
        "loongarch64, loong64?"
    })
    @DisplayName("that is unknown, but known elsewhere, is refused with a hint")
    void hints(String name, String hint) {
        var message = refused(name);
        assertTrue(message.contains("unknown target '" + name + "' (" + hint), message);
    }

    @Test
    @DisplayName("that is unknown is refused together with all other unknown ones and the list of what there is")
    void unknown() {
        assertEquals(
                "unknown target 'pdp11', 'BPFEL'; there are bpfel, bpfeb, 386, amd64, arm, arm64, loong64, ppc64le,"
                        + " riscv64, mips, ppc64, s390x",
                refused("pdp11", "amd64", "BPFEL"));
    }

    @Test
    @DisplayName("must be named: none at all is refused")
    void none() {
        var message = refused();
        assertTrue(message.startsWith("no targets: set <targets> to some of bpfel, bpfeb, 386"), message);
    }

    private static String parse(String... names) throws InvalidConfigurationException {
        return CompileTarget.parse(List.of(names)).toString();
    }

    private static String refused(String... names) {
        return assertThrows(InvalidConfigurationException.class, () -> CompileTarget.parse(List.of(names)))
                .getMessage();
    }
}
