package io.github.bpfmaven.plugin.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What checks see of a machine.
 *
 * @param properties of the JVM
 * @param environment variables of the process
 * @param root where the system's files are
 */
record Machine(Map<String, String> properties, Map<String, String> environment, Path root) {
    /** This one. */
    static Machine here() {
        var properties = new HashMap<String, String>();
        var all = System.getProperties();
        all.stringPropertyNames().forEach(name -> properties.put(name, all.getProperty(name)));
        return new Machine(
                properties, System.getenv(), Path.of("").toAbsolutePath().getRoot());
    }

    /** Empty text if there is none. */
    String property(String name) {
        return properties.getOrDefault(name, "");
    }

    /** Empty if it isn't set, or to nothing. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    boolean isLinux() {
        return property("os.name").equals("Linux");
    }

    boolean isWindows() {
        return property("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    Path file(String path) {
        return root.resolve(path);
    }

    /** A text file of the system, stripped; empty if it isn't there or nobody may read it. */
    Optional<String> text(String path) {
        try {
            return Optional.of(
                    Files.readString(file(path), StandardCharsets.ISO_8859_1).strip());
        } catch (IOException noFile) {
            return Optional.empty();
        }
    }
}
