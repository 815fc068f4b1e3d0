package io.github.bpfmaven.plugin.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.loader.report.SourceLine;
import io.github.bpfmaven.loader.report.VerifierStatistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("What kernels said, in JSON")
final class VerifyFileTest {
    @TempDir
    Path directory;

    @Test
    @DisplayName("is read as it was written")
    void roundTrip() throws Exception {
        var results = List.<KernelResult>of(
                new KernelResult.Asked(
                        "recent",
                        "7.2.13",
                        "s390x",
                        List.of(
                                program(new Verdict.Loaded(
                                        Optional.of(new VerifierStatistics(12, 3, 2, "8+0", OptionalLong.empty())),
                                        9,
                                        true)),
                                program(new Verdict.Loaded(Optional.empty(), 9, false)),
                                program(new Verdict.Refused(
                                        "why\nand where",
                                        Optional.of(new SourceLine(7, "", "drop.bpf.c", 3, 9, "*count += 1;")),
                                        "0: (95) exit\n")),
                                program(new Verdict.Skipped("it replaces another"))),
                        List.of(new TestResult("counts", "drop", "one", List.of("returned 1, not 2")))),
                new KernelResult.Absent("none", "there is no QEMU", KernelChoice.WhenAbsent.SKIP));
        var file = Files.writeString(directory.resolve(VerifyFile.NAME), VerifyJson.of(results));
        assertEquals(results, VerifyFile.read(file));
    }

    @Test
    @DisplayName("is refused with its name if it is something else")
    void damaged() throws Exception {
        var file = Files.writeString(directory.resolve(VerifyFile.NAME), "{\"kernels\": [{\"name\": \"k\"}]}");
        var refused = assertThrows(IOException.class, () -> VerifyFile.read(file));
        assertTrue(refused.getMessage().startsWith(file + " is not what bpf:verify writes"), refused::getMessage);
        for (var text : List.of(
                "",
                "[]",
                "{\"schemaVersion\": 1, \"kernels\": [{\"name\": \"k\"",
                "{\"schemaVersion\": 2, \"kernels\": []}")) {
            Files.writeString(file, text);
            var other = assertThrows(IOException.class, () -> VerifyFile.read(file));
            assertTrue(other.getMessage().startsWith(file + " is not what bpf:verify writes: "), other::getMessage);
        }
    }

    private static ProgramResult program(Verdict verdict) {
        return new ProgramResult("drop", "one", "xdp", verdict);
    }
}
