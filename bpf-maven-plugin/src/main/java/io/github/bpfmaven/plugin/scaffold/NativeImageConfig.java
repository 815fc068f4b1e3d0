package io.github.bpfmaven.plugin.scaffold;

import java.util.Collection;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells GraalVM's {@code native-image} to keep the objects: it drops every resource that no configuration names.
 *
 * <p>The configuration names exactly the objects, so it keeps nothing of another jar.
 */
public final class NativeImageConfig {
    private NativeImageConfig() {}

    /**
     * Writes the configuration.
     *
     * @param groupId of the module, as native-image advises it for the directory
     * @param artifactId likewise
     * @param resourcePaths of all objects, such as {@code com/acme/drop_bpfel.o}; order and repetition do not matter
     * @return a {@code resource-config.json}, in a directory of the plugin's own: native-image reads all directories below
     *     {@code META-INF/native-image}, so a configuration that the user keeps beside it stays in force
     */
    public static GeneratedFile of(String groupId, String artifactId, Collection<String> resourcePaths) {
        String includes = new TreeSet<>(resourcePaths)
                .stream()
                        .map(path -> "      {\"pattern\": \"" + json(Pattern.quote(path)) + "\"}")
                        .collect(Collectors.joining(",\n"));
        return new GeneratedFile(
                "META-INF/native-image/" + groupId + "/" + artifactId + "/bpf-maven-plugin/resource-config.json",
                """
                {
                  "resources": {
                    "includes": [
                %s
                    ]
                  }
                }
                """.formatted(includes));
    }

    /** By hand: streams and formats would take longer than all else that is done for a thousand paths in a JVM that has just started. */
    private static String json(String text) {
        var json = new StringBuilder(text.length() + 4);
        for (var at = 0; at < text.length(); at++) {
            var character = text.charAt(at);
            if (character == '"' || character == '\\') {
                json.append('\\').append(character);
            } else if (character < ' ' || character > '~') {
                json.append("\\u%04x".formatted((int) character));
            } else {
                json.append(character);
            }
        }
        return json.toString();
    }
}
