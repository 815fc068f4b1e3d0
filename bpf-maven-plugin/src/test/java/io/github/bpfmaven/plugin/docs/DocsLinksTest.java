package io.github.bpfmaven.plugin.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The pages of docs and the README")
final class DocsLinksTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path DOCS = ROOT.resolve("docs");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```\\s*?$|`[^`\\n]*`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?)\\s*$");

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(DOCS)) {
            return Stream.concat(
                            files.filter(file -> file.toString().endsWith(".md")), Stream.of(ROOT.resolve("README.md")))
                    .sorted()
                    .toList();
        }
    }

    @Test
    @DisplayName("link to files that are there, and to headings that these have")
    void links() throws IOException {
        var dead = new TreeSet<String>();
        var count = 0;
        for (var page : pages()) {
            var links = LINK.matcher(withoutCode(Files.readString(page)));
            while (links.find()) {
                if (!links.group(1).contains(":")) {
                    count++;
                    problem(page, links.group(1)).ifPresent(what -> dead.add(ROOT.relativize(page) + ": " + what));
                }
            }
        }
        assertEquals(List.of(), new ArrayList<>(dead));
        assertTrue(count > 50, "there are only " + count + " links");
    }

    @Test
    @DisplayName("are all in the index")
    void index() throws IOException {
        var index = DOCS.resolve("index.md");
        var decisions = DOCS.resolve("adr/index.md");
        var listed = new TreeSet<Path>(List.of(index));
        for (var list : List.of(index, decisions)) {
            LINK.matcher(Files.readString(list))
                    .results()
                    .forEach(link ->
                            listed.add(list.resolveSibling(link.group(1)).normalize()));
        }
        var missing = pages().stream()
                .filter(page -> page.startsWith(DOCS) && !listed.contains(page))
                .map(page -> DOCS.relativize(page).toString())
                .toList();
        assertEquals(List.of(), missing);
    }

    private static Optional<String> problem(Path page, String link) throws IOException {
        var hash = link.indexOf('#');
        var path = hash < 0 ? link : link.substring(0, hash);
        var file = path.isEmpty() ? page : page.resolveSibling(path).normalize();
        if (!Files.exists(file)) {
            return Optional.of(link + " leads nowhere");
        }
        if (hash < 0 || !file.toString().endsWith(".md")) {
            return Optional.empty();
        }
        var anchor = link.substring(hash + 1);
        var text = Files.readString(file);
        var isHeading = HEADING.matcher(text.replaceAll("(?ms)^ *```.*?^ *```\\s*?$", ""))
                .results()
                .anyMatch(heading -> anchor(heading.group(1)).equals(anchor));
        return isHeading || text.contains("id=\"" + anchor + "\"") || text.contains("name=\"" + anchor + "\"")
                ? Optional.empty()
                : Optional.of(link + ": there is no such place");
    }

    /** As GitHub makes them; {@code .ci/site} has the same rule. */
    private static String anchor(String heading) {
        return heading.replaceAll("]\\([^)]*\\)", "]")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{Nd}\\-_ ]", "")
                .replace(' ', '-');
    }

    private static String withoutCode(String text) {
        return CODE.matcher(text).replaceAll("code");
    }
}
