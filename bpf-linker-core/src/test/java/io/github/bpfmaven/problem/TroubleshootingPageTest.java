package io.github.bpfmaven.problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * The page of known failures says what the catalogue says.
 *
 * <p>After a change of the catalogue, {@code mvn verify -pl bpf-headers,bpf-linker-core -Dheaders.write=true} writes it anew.
 */
@DisplayName("The page of known failures")
final class TroubleshootingPageTest {
    private static final Path PAGE = Path.of("../docs/troubleshooting.md");

    @Test
    @DisplayName("is written from the catalogue")
    void page() throws IOException {
        var expected = TroubleshootingPage.page(ProblemFile.read());
        if (Boolean.getBoolean("headers.write")) {
            Files.writeString(PAGE, expected);
        }
        assertEquals(expected, Files.readString(PAGE), "write it anew with -Dheaders.write=true");
    }
}
