package io.github.bpfmaven.plugin.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.lint.LintSettings;
import io.github.bpfmaven.plugin.inspect.InspectException;
import io.github.bpfmaven.plugin.inspect.Wording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The page about objects")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReportPageTest {
    @TempDir
    private static Path directory;

    private SampleReport sample;
    private Path objects;
    private Document page;

    @BeforeAll
    void write() throws Exception {
        sample = new SampleReport(directory);
        objects = sample.objects();
        page = Jsoup.parse(sample.page(objects));
    }

    @Test
    @DisplayName("is sound HTML: every element is ended, no id is there twice, every link leads somewhere")
    void sound() throws Exception {
        var parser = Parser.htmlParser().setTrackErrors(20);
        parser.parseInput(sample.page(objects), "");
        assertEquals(List.of(), parser.getErrors());
        var ids = page.select("[id]").eachAttr("id");
        assertEquals(ids.size(), new TreeSet<>(ids).size(), ids::toString);
        for (var link : page.select("a[href]").eachAttr("href")) {
            assertTrue(link.startsWith("#") && ids.contains(link.substring(1)), link);
        }
    }

    @Test
    @DisplayName("loads nothing, runs nothing, and shows names as text, whatever is in them")
    void selfContained() {
        assertEquals(
                0,
                page.select("script, img, link, iframe, object, embed, [src], [onerror], [onload]")
                        .size());
        assertFalse(page.select("style").html().contains("url("));
        assertFalse(page.select("style").html().contains("@import"));
        assertEquals("BPF objects of agent <1>", page.title());
        assertTrue(page.text().contains("GPL & <b>more</b>"));
        assertTrue(page.text().contains("xdp/<script>alert(1)</script>"));
        assertTrue(page.text().contains("</code><img src=x"));
    }

    @Test
    @DisplayName("has one part for variants that tell the same, with the digest of each")
    void variants() {
        assertEquals(
                List.of("Overview", "it/plain_bpfel.o", "it/sample"),
                page.select("h2").eachText());
        assertEquals(
                List.of("it/sample_bpfeb.o", "it/sample_bpfel.o"),
                page.select("#object-2 table:contains(SHA-256) tbody th").eachText());
        assertEquals(List.of("big", "little"), column(table("#object-2", "Files"), 0));
        assertEquals(
                "3",
                page.select("#overview .figures dd").get(0).select(".large").text());
    }

    @Test
    @DisplayName("shows what programs cost: numbers, and bars that say the same")
    void programs() {
        var table = table("#object-2", "What programs cost");
        assertEquals(
                List.of("on_switch", "refused", "drop").stream().sorted().toList(),
                table.select("tbody th").eachText().stream().sorted().toList());
        var row = table.select("tbody tr:contains(on_switch)").first();
        assertTrue(row.text().contains("tracing, trace_raw_tp, at sched_switch"), row::text);
        var stack = row.select("td").get(2);
        var bytes = Integer.parseInt(stack.select("span").first().text());
        assertTrue(bytes >= 208 && bytes <= 260, stack::text);
        assertEquals(
                "width:%.1f%%".formatted(100.0 * bytes / 512),
                stack.select(".bar span").attr("style"));
    }

    @Test
    @DisplayName("shows calls as lists in lists, callbacks too, and each function's calls once")
    void calls() {
        var calls = page.select("#object-2 .calls > li:contains(on_switch)").first();
        assertEquals(List.of("branch", "step"), calls.select("> ul > li > code").eachText());
        assertEquals(1, calls.select("code:containsOwn(leaf)").size());
        assertTrue(calls.text().contains("its calls are above"), calls::text);
    }

    @Test
    @DisplayName("shows maps with types, memory and users")
    void maps() {
        var table = table("#object-2", "Maps");
        var seen = table.select("tbody tr:contains(seen)").first();
        var memory =
                "832 of the table, 16 for each of 1,024 buckets, 64 for each element; 8 and an element and 32 a CPU";
        assertEquals(
                "seen hash __u32 4 bytes __u64 8 bytes 1,000 " + Wording.number(832 + 16 * 1024 + 64 * 1000) + " and "
                        + (8 + 64 + 32) + " a CPU on_switch",
                seen.text(),
                memory);
        assertTrue(table.select("tr:contains(totals)").text().contains("pinned by name"), table::text);
        assertTrue(table.select("tr:contains(tasks)").text().contains("as it is used"), table::text);
    }

    @Test
    @DisplayName("says which kernel is needed and because of what, helpers, kernel functions and CO-RE")
    void kernel() {
        var part = page.selectFirst("#object-2");
        assertTrue(
                part.selectFirst("p").text().contains("It needs Linux 5.17 or newer because of helper bpf_loop"),
                part.selectFirst("p")::text);
        var needs = table("#object-2", "What it needs of a kernel");
        assertTrue(needs.select("tr:contains(bpf_loop)").text().contains("Linux 5.17"), needs::text);
        assertTrue(needs.select("tr:contains(kfunc bpf_rcu_read_lock)").text().contains("not known"), needs::text);
        var uses = part.select("details:contains(on_switch)").first();
        assertTrue(uses.text().contains("bpf_task_storage_get (5.11)"), uses::text);
        assertTrue(uses.text().contains("bpf_rcu_read_lock"), uses::text);
        assertTrue(table("#object-2", "What a loader adapts").text().contains("struct task_struct.pid"));
    }

    @Test
    @DisplayName("shows the warnings that are wanted")
    void warnings() throws Exception {
        var all = page.select("#object-2 .warnings li strong").eachText();
        assertTrue(all.containsAll(List.of("printk", "gpl-only", "long-map-name", "unknown-section")), all::toString);
        var less = Jsoup.parse(sample.page(objects, "-printk", "-gpl-only"));
        var rest = less.select("#object-2 .warnings li strong").eachText();
        assertTrue(
                rest.contains("long-map-name") && !rest.contains("printk") && !rest.contains("gpl-only"),
                rest::toString);
        assertEquals(0, page.select("#object-1 .warnings").size());
        assertTrue(page.select("#object-2 .warnings li:contains(printk)").text().contains("program.c:"));
    }

    @Test
    @DisplayName("can be read by a screen reader: a language, one h1, tables with captions and headings")
    void accessible() {
        assertEquals("en", page.selectFirst("html").attr("lang"));
        assertEquals(1, page.select("h1").size());
        for (var table : page.select("table")) {
            assertEquals(1, table.select("> caption").size());
            assertEquals(
                    table.select("thead th").size(),
                    table.select("thead th[scope=col]").size());
            for (var row : table.select("tbody tr")) {
                assertEquals(1, row.select("th[scope=row]").size(), row::text);
                assertEquals(table.select("thead th").size(), row.children().size(), row::text);
            }
        }
        assertEquals(
                page.select(".bar").size(),
                page.select(".bar[aria-hidden=true]").size());
    }

    @Test
    @DisplayName("is the same bytes every time")
    void sameBytes() throws Exception {
        assertEquals(sample.page(objects), sample.page(objects));
    }

    @Test
    @DisplayName("is not begun where there is no object, and an older one stays")
    void nothing() throws Exception {
        var output = Files.writeString(directory.resolve("old.html"), "old");
        var request = new ReportRequest(
                "none",
                Optional.of(Files.writeString(directory.resolve("text.o"), "no object")),
                List.of(),
                LintSettings.DEFAULT,
                directory.resolve("verify.json"),
                List.of(),
                output);
        var failure = assertThrows(InspectException.class, () -> new ReportWriter().write(request));
        assertTrue(failure.getMessage().startsWith("text.o is no BPF object"), failure::getMessage);
        assertEquals("old", Files.readString(output));
        var nothing = new ReportRequest(
                "none",
                Optional.empty(),
                List.of(directory.resolve("not/there")),
                LintSettings.DEFAULT,
                directory.resolve("verify.json"),
                List.of(),
                output);
        failure = assertThrows(InspectException.class, () -> new ReportWriter().write(nothing));
        assertTrue(failure.getMessage().contains("with -Dbpf.report=FILE"), failure::getMessage);
    }

    @Test
    @DisplayName("shows what kernels said to the programs when they were asked last, and why they refused")
    void kernels() throws Exception {
        var verified = Files.writeString(directory.resolve("verified.json"), """
                {"schemaVersion": 1, "kernels": [
                  {"name": "old", "version": "5.10.0", "machine": "x86_64", "programs": [
                    {"object": "plain", "program": "pass", "section": "xdp", "verdict": "refused",
                      "reason": "program 'pass': <no>", "log": "0: exit"}], "tests": []},
                  {"name": "big", "version": "7.2.0", "machine": "s390x", "programs": [
                    {"object": "plain", "program": "pass", "section": "xdp", "verdict": "loaded", "loadedInstructions": 2,
                      "jited": false, "verifiedInstructions": 1234, "states": 1, "peakStates": 1, "stack": "8"}],
                   "tests": [{"test": "passes", "object": "plain", "program": "pass", "passed": false,
                      "differences": ["returned 1, not 2"]}]},
                  {"name": "none", "absent": "there is no QEMU"}]}
                """);
        var output = directory.resolve("kernels.html");
        new ReportWriter()
                .write(new ReportRequest(
                        "agent",
                        Optional.empty(),
                        List.of(objects),
                        LintSettings.DEFAULT,
                        verified,
                        List.of(),
                        output));
        var section = Jsoup.parse(Files.readString(output)).selectFirst("#kernels");
        var cells = section.selectFirst("table tbody tr").select("th, td").eachText();
        assertEquals(List.of("plain: pass", "refused", "1,234 stack 8, interpreted"), cells);
        assertEquals("program 'pass': <no>", section.selectFirst("pre").text());
        assertTrue(section.text().contains("returned 1, not 2"), section::text);
        assertTrue(section.text().contains("none was not asked: there is no QEMU"), section::text);
        assertEquals(0, page.select("#kernels").size());
    }

    private Element table(String section, String caption) {
        return page.select(section + " table").stream()
                .filter(table -> table.selectFirst("caption").text().startsWith(caption))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> column(Element table, int index) {
        return table.select("tbody tr").stream()
                .map(row -> row.select("td").get(index).text())
                .toList();
    }
}
