package io.github.bpfmaven.plugin.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads what a source includes before it says anything else: only comments and blank lines are between. A macro or a
 * declaration ends it, as headers behind it may mean something else in each source; so does whatever is written in a way that
 * nobody writes.
 */
final class LeadingIncludes {
    /** The whole line; names in plain ASCII, which every locale can look up. */
    private static final Pattern INCLUDE = Pattern.compile(
            "#[ \\t]*include[ \\t]*(?:<(?<angled>[ !#-;=?-\\[\\]-~]+)>|\"(?<quoted>[ !#-;=?-\\[\\]-~]+)\")"
                    + "[ \\t]*(?://.*|/\\*(?:[^*]|\\*(?!/))*\\*/[ \\t]*)?\\r?");

    private final String text;
    private int position;

    private LeadingIncludes(String text) {
        this.text = text;
    }

    /** The includes at the start of a text, in their order. */
    static List<IncludeDirective> of(String text) {
        var reader = new LeadingIncludes(text);
        var includes = new ArrayList<IncludeDirective>();
        var next = reader.next();
        while (next.isPresent()) {
            includes.add(next.get());
            next = reader.next();
        }
        return includes;
    }

    private Optional<IncludeDirective> next() {
        while (position < text.length()) {
            if (Character.isWhitespace(text.charAt(position))) {
                position++;
            } else if (text.startsWith("/*", position)) {
                var end = text.indexOf("*/", position + 2);
                position = end < 0 ? text.length() : end + 2;
            } else if (text.startsWith("//", position)) {
                line();
            } else {
                return include(line());
            }
        }
        return Optional.empty();
    }

    private static Optional<IncludeDirective> include(String line) {
        var include = INCLUDE.matcher(line);
        if (!include.matches()) {
            return Optional.empty();
        }
        var angled = Optional.ofNullable(include.group("angled"));
        return Optional.of(angled.map(name -> new IncludeDirective(name, false))
                .orElseGet(() -> new IncludeDirective(include.group("quoted"), true)));
    }

    /** To the end of the line; one that goes on behind a backslash is taken with it, and no include then. */
    private String line() {
        var start = position;
        var end = end(start);
        while (end < text.length() && text.substring(start, end).stripTrailing().endsWith("\\")) {
            end = end(end + 1);
        }
        position = end;
        return text.substring(start, end);
    }

    private int end(int from) {
        var newline = text.indexOf('\n', from);
        return newline < 0 ? text.length() : newline;
    }
}
