package io.github.bpfmaven.plugin.incremental;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Which plugin makes results. A release is known by its version; of a snapshot, whose version stays, also what it is made of
 * counts.
 */
public final class PluginIdentity {
    private static final String SNAPSHOT = "-SNAPSHOT";

    private final String version;
    private final List<String> dependencies;
    private final List<Path> code;

    /**
     * @param version of the plugin
     * @param dependencies names and versions of what it uses of others
     * @param code jars or class directories
     */
    public PluginIdentity(String version, List<String> dependencies, List<Path> code) {
        this.version = version;
        this.dependencies = List.copyOf(dependencies);
        this.code = List.copyOf(code);
    }

    /**
     * The same for the same plugin, wherever it lies.
     *
     * @param digests of the jars, which so aren't read as long as they have the same stamps
     */
    public String value(FileDigests digests) throws IOException {
        if (!version.endsWith(SNAPSHOT)) {
            return version + " " + Fingerprint.of(dependencies.toArray(String[]::new));
        }
        var fingerprint = new Fingerprint().addAll(dependencies);
        for (var path : code) {
            if (Files.isDirectory(path)) {
                try (var files = Files.walk(path)) {
                    for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                        fingerprint.add(path.relativize(file).toString());
                        fingerprint.add(digests.of(file).orElse(""));
                    }
                }
            } else {
                fingerprint.add(digests.checksums(path).orElse(""));
            }
        }
        return version + " " + fingerprint.hex();
    }

    /** The jars that a proof has to remember. */
    public List<Path> jars() {
        return version.endsWith(SNAPSHOT)
                ? code.stream().filter(Files::isRegularFile).toList()
                : List.of();
    }
}
