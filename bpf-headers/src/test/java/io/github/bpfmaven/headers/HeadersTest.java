package io.github.bpfmaven.headers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What can be said of the headers without a compiler; bpf-linker-core's tests compile them. */
class HeadersTest {

    private static final Path LIST = HeaderFiles.ROOT.resolve("headers.list");
    private static final Pattern INCLUDE = Pattern.compile("(?m)^\\s*#\\s*include\\s+(.*)$");

    static List<String> headers() throws IOException {
        return HeaderFiles.list();
    }

    @Test
    void theListNamesEveryHeader() throws IOException {
        String expected = String.join("\n", headers()) + "\n";
        if (Boolean.getBoolean("headers.write")) {
            Files.writeString(LIST, expected);
        }
        assertEquals(expected, Files.readString(LIST), "write it anew with -Dheaders.write=true");
    }

    @Test
    void theClassPathHasTheListAndTheLicense() throws IOException {
        for (String resource : List.of("META-INF/bpf-headers/headers.list", "META-INF/LICENSE")) {
            try (InputStream stream = HeadersTest.class.getClassLoader().getResourceAsStream(resource)) {
                assertNotNull(stream, resource);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("headers")
    void aHeaderNamesItsLicenseFirst(String header) throws IOException {
        assertEquals(
                "/* SPDX-License-Identifier: BSD-2-Clause */",
                read(header).lines().findFirst().orElse(""));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void aHeaderIsGuardedByItsOwnName(String header) throws IOException {
        String guard =
                "__" + header.replaceAll("^bpf/", "").replaceAll("\\W", "_").toUpperCase() + "__";

        assertTrue(read(header).contains("\n#ifndef " + guard + "\n#define " + guard + "\n"), guard);
    }

    @ParameterizedTest
    @MethodSource("headers")
    void aHeaderIncludesOnlyItsNeighbours(String header) throws IOException {
        List<String> all = headers();

        INCLUDE.matcher(read(header)).results().map(match -> match.group(1)).forEach(included -> {
            assertTrue(included.matches("<[\\w./-]+>"), included);
            assertTrue(all.contains(included.substring(1, included.length() - 1)), included);
        });
    }

    @ParameterizedTest
    @MethodSource("headers")
    void aHeaderIsTidy(String header) throws IOException {
        String text = read(header);

        assertAll(
                () -> assertTrue(text.endsWith("\n") && !text.endsWith("\n\n"), "ends with one newline"),
                () -> assertFalse(text.contains("\r"), "has carriage returns"),
                () -> assertFalse(text.contains("\n\n\n"), "has two empty lines in a row"),
                () -> assertTrue(text.chars().allMatch(c -> c == '\n' || c == '\t' || c >= ' ' && c < 127), "is ASCII"),
                () -> assertFalse(Pattern.compile("(?m)[ \t]$").matcher(text).find(), "has spaces at a line's end"),
                () -> assertFalse(Pattern.compile("(?m)^ [^*]").matcher(text).find(), "is indented by spaces"),
                () -> assertFalse(text.contains("/usr/") || text.contains("/home/"), "names an absolute path"));
    }

    private static String read(String header) throws IOException {
        return Files.readString(HeaderFiles.ROOT.resolve(header));
    }
}
