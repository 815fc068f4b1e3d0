package io.github.bpfmaven.plugin.verify;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

import io.github.bpfmaven.loader.report.SourceLine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Names and lines of C are whatever the author of an object wants them to be. */
@DisplayName("A report on an object of somebody who means no good")
final class OddTextTest {
    private static final String ODD =
            IntStream.range(0, 256).mapToObj(Character::toString).collect(Collectors.joining())
                    + "]]> <script>alert(1)</script> &amp; \ud83d\udc1d \uffff\ud800 \u2028";

    private final List<KernelResult> results = List.of(
            new KernelResult.Asked(
                    "k" + ODD,
                    "6.1.0",
                    "x86_64",
                    List.of(new ProgramResult(
                            "o" + ODD,
                            "p" + ODD,
                            "xdp",
                            new Verdict.Refused(
                                    "why\n" + ODD,
                                    Optional.of(new SourceLine(1, "", ODD, 1, 1, ODD)),
                                    ODD + "long ".repeat(1_000_000)))),
                    List.of(new TestResult("t" + ODD, "o" + ODD, "p" + ODD, List.of(ODD)))),
            new KernelResult.Absent("n" + ODD, ODD, KernelChoice.WhenAbsent.SKIP));

    @TempDir
    private Path directory;

    @Test
    @DisplayName("is XML that a parser takes, with all of a log of 5 MB")
    void xml() throws Exception {
        var document = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(JunitReport.of(results).getBytes(StandardCharsets.UTF_8)));
        var cases = document.getElementsByTagName("testcase");
        assertEquals(3, cases.getLength());
        var failure = (Element) document.getElementsByTagName("failure").item(0);
        assertTrue(failure.getTextContent().contains("]]> <script>alert(1)</script> &amp; \ud83d\udc1d ??"));
        assertTrue(failure.getTextContent().endsWith("long ".repeat(1_000_000)));
        assertTrue(failure.getAttribute("message").startsWith("why"));
    }

    @Test
    @DisplayName("is JSON that is read as it was written")
    void json() throws Exception {
        var file = Files.write(
                directory.resolve("verify.json"), VerifyJson.of(results).getBytes(StandardCharsets.UTF_8));
        // What is no character at all can't be said in UTF-8.
        var read = VerifyFile.read(file).toString();
        assertEquals(results.toString().replace('\ud800', '?'), read);
    }

    @Test
    @DisplayName("does nothing to a terminal")
    void text() {
        for (var line : TextTable.of(results)) {
            assertFalse(line.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t'), line);
        }
    }
}
