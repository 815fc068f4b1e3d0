package io.github.bpfmaven.headers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * The table of helpers and the header written from it say the same.
 *
 * <p>After a change of the table, {@code mvn verify -pl bpf-headers -Dheaders.write=true} writes the header anew.
 */
class HelperDefsTest {

    private static final Path TABLE = Path.of("src/main/data/helpers.tsv");
    private static final Path HEADER = HeaderFiles.ROOT.resolve("bpf/bpf_helper_defs.h");

    @Test
    void theHeaderIsWrittenFromTheTable() throws IOException {
        String expected = HelperDefs.header(helpers());
        if (Boolean.getBoolean("headers.write")) {
            Files.writeString(HEADER, expected);
        }
        assertEquals(expected, Files.readString(HEADER), "write it anew with -Dheaders.write=true");
    }

    @Test
    void theTableNumbersTheHelpersFrom1To211WithoutAGap() throws IOException {
        List<Integer> numbers =
                helpers().stream().map(HelperDefs.Helper::number).toList();

        assertEquals(IntStream.rangeClosed(1, 211).boxed().toList(), numbers);
    }

    private static List<HelperDefs.Helper> helpers() throws IOException {
        return HelperDefs.parse(Files.readString(TABLE));
    }
}
