package io.github.bpfmaven.headers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The table of helpers, and the header and the page written from it, say the same.
 *
 * <p>After a change of the table, {@code mvn verify -pl bpf-headers -Dheaders.write=true} writes both anew.
 */
class HelperDefsTest {

    private static final Path TABLE = Path.of("src/main/data/helpers.tsv");
    private static final Path PAGE = Path.of("../docs/helpers.md");
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

    @Test
    void thePageIsWrittenFromTheTable() throws IOException {
        String expected = HelperPage.page(helpers());
        if (Boolean.getBoolean("headers.write")) {
            Files.writeString(PAGE, expected);
        }
        assertEquals(expected, Files.readString(PAGE), "write it anew with -Dheaders.write=true");
    }

    @Test
    void theTableNamesProgramTypesThatThereAre() throws IOException {
        String enumeration = Files.readString(HeaderFiles.ROOT.resolve("linux/bpf.h"));
        for (HelperDefs.Helper helper : helpers()) {
            String programs = helper.programs().replaceFirst("^all( but )?", "");
            for (String type : programs.isEmpty() ? new String[0] : programs.split(",")) {
                String constant = "BPF_PROG_TYPE_" + type.toUpperCase(Locale.ROOT) + " ";
                assertTrue(enumeration.contains("\t" + constant), helper + ": " + type);
            }
        }
    }

    private static List<HelperDefs.Helper> helpers() throws IOException {
        return HelperDefs.parse(Files.readString(TABLE));
    }
}
