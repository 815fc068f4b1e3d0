package io.github.bpfmaven.plugin.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The page: one file, with nothing that is loaded from elsewhere and no script. The same objects give the same bytes: there is
 * no date in it.
 *
 * @param title what it is about
 * @param madeBy a sentence each, at the end
 * @param sections in their order
 */
record ReportPage(String title, List<String> madeBy, List<PageSection> sections) {
    @Override
    public String toString() {
        var html = new Html().raw("<!DOCTYPE html>\n");
        html.element("html", this::document, "lang", "en");
        return html.toString();
    }

    private void document(Html html) {
        html.element("head", this::head);
        html.element("body", this::body);
    }

    private void head(Html html) {
        html.single("meta", "charset", "utf-8")
                .single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .single("meta", "name", "color-scheme", "content", "light dark")
                .text("title", "BPF objects of " + title)
                .element("style", style -> style.raw(css()));
    }

    private void body(Html html) {
        html.text(
                "a",
                "Skip to the contents",
                "class",
                "skip",
                "href",
                "#" + sections.get(0).id());
        html.element("header", header -> {
            header.element(
                    "h1",
                    heading -> heading.text("span", "BPF objects of ", "class", "faint")
                            .text(title));
            header.element("nav", this::contents, "aria-label", "Contents");
        });
        html.element(
                "main",
                main -> sections.forEach(section -> main.element(
                        "section",
                        part -> {
                            part.text("h2", section.title(), "id", section.id() + "-title");
                            section.write(part);
                        },
                        "id",
                        section.id(),
                        "aria-labelledby",
                        section.id() + "-title")));
        html.element("footer", footer -> madeBy.forEach(sentence -> footer.text("p", sentence)));
    }

    private void contents(Html html) {
        html.element(
                "ul",
                list -> sections.forEach(section ->
                        list.element("li", item -> item.text("a", section.title(), "href", "#" + section.id()))));
    }

    private static String css() {
        try (var file = ReportPage.class.getResourceAsStream("report.css")) {
            if (file == null) {
                throw new IllegalStateException("report.css is not beside " + ReportPage.class);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
