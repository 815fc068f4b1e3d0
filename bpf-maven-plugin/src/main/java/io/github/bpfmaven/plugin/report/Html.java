package io.github.bpfmaven.plugin.report;

/** Writes HTML. Whatever is text is escaped: names in objects may hold anything. */
public final class Html {
    private final StringBuilder out = new StringBuilder();

    /** Something that is written into an element. */
    @FunctionalInterface
    public interface Content {
        /** Writes it. */
        void write(Html html);
    }

    /**
     * An element with others in it.
     *
     * @param attributes names and values in turn
     */
    public Html element(String name, Content content, String... attributes) {
        start(name, attributes);
        content.write(this);
        out.append("</").append(name).append('>');
        if (!isInline(name)) {
            out.append('\n');
        }
        return this;
    }

    /** An element with text in it. */
    public Html text(String name, String text, String... attributes) {
        return element(name, html -> html.text(text), attributes);
    }

    /** An element that has no end. */
    public Html single(String name, String... attributes) {
        start(name, attributes);
        return this;
    }

    /** Text. */
    public Html text(String text) {
        for (var i = 0; i < text.length(); i++) {
            escape(text.charAt(i));
        }
        return this;
    }

    /** What is HTML, or CSS, already; only of this plugin's own. */
    Html raw(String trusted) {
        out.append(trusted);
        return this;
    }

    private void start(String name, String... attributes) {
        out.append('<').append(name);
        for (var i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            text(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
    }

    private void escape(char one) {
        switch (one) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> {
                // No page may hold the others, not even escaped.
                if (one == '\n' || one == '\t' || one >= ' ' && one != 0x7f && one < '\ufffe') {
                    out.append(one);
                } else {
                    out.append('\ufffd');
                }
            }
        }
    }

    private static boolean isInline(String name) {
        return switch (name) {
            case "a", "b", "code", "span", "strong", "small", "summary" -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
