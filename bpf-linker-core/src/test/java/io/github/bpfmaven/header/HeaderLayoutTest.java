package io.github.bpfmaven.header;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.linker.BpfTarget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A header made from the BTF of C")
final class HeaderLayoutTest {
    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "header/corners.c, BPFEL, 300",
        "header/corners.c, BPFEB, 300",
        "types/layouts.c, BPFEL, 80",
        "types/layouts.c, BPFEB, 80",
        "types/every_kind.c, BPFEL, 20",
        "types/every_kind.c, BPFEB, 20"
    })
    @DisplayName("has every size, offset and value, without a warning, and gives the same BTF again")
    void same(String source, BpfTarget target, int statements) throws Exception {
        HeaderProject project = new HeaderProject(directory);
        Btf btf = project.btf(Path.of("src/test/bpf", source), target, "-std=gnu11", "-fms-extensions", "-w");
        String header = VmlinuxHeader.of(btf, HeaderOptions.everything());
        List<String> assertions = new HeaderAssertions(btf).statements();

        project.check(header, assertions, target);
        assertEquals(List.of(), project.roundTrip(btf, header, target));
        assertTrue(assertions.size() > statements, assertions.size() + " statements");
    }
}
