package io.github.bpfmaven.plugin.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file with {@code @name@} in place of what differs from project to project.
 *
 * @param resource beside this class
 */
record Template(String resource) {
    private static final Pattern PLACE = Pattern.compile("@(\\w+)@");

    /** The file's text; its line ends are those of Unix on every host. */
    String fill(Map<String, String> values) throws IOException {
        try (var in = Template.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the plugin's jar is incomplete: " + resource + " is missing");
            }
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
            return PLACE.matcher(text).replaceAll(place -> {
                var value = values.get(place.group(1));
                if (value == null) {
                    throw new IllegalStateException(
                            resource + " has " + place.group() + ", and nothing is known of it");
                }
                return Matcher.quoteReplacement(value);
            });
        }
    }
}
