package io.github.bpfmaven.plugin.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A local repository of the benchmark's own, with the plugin as it was built last: nothing is installed into the user's.
 * What else Maven needs it takes from the user's, which it sees as a remote one of files, so that it works offline.
 */
final class MavenRepository {
    private static final String GROUP = "io/github/bpf-maven";

    private static final String SETTINGS = """
            <settings>
              <profiles>
                <profile>
                  <id>bench</id>
                  <activation><activeByDefault>true</activeByDefault></activation>
                  <pluginRepositories>
                    <pluginRepository>
                      <id>user</id>
                      <url>%s</url>
                      <releases><enabled>true</enabled><checksumPolicy>ignore</checksumPolicy></releases>
                      <snapshots><enabled>false</enabled></snapshots>
                    </pluginRepository>
                  </pluginRepositories>
                </profile>
              </profiles>
            </settings>
            """;

    private final Path directory;
    private final Path settings;
    private final String pluginVersion;

    private MavenRepository(Path directory, Path settings, String pluginVersion) {
        this.directory = directory;
        this.settings = settings;
        this.pluginVersion = pluginVersion;
    }

    /**
     * @param work where to put it
     * @param checkout this project, packaged
     * @param user the user's local repository
     */
    static MavenRepository make(Path work, Path checkout, Path user) throws IOException {
        var directory = work.resolve("repository");
        var jar = jar(checkout.resolve("bpf-maven-plugin"), "bpf-maven-plugin");
        var version = jar.getFileName().toString().replaceFirst("^bpf-maven-plugin-(.*)\\.jar$", "$1");
        put(checkout.resolve("pom.xml"), directory, "bpf-parent", version, "pom");
        for (var module : List.of("bpf-headers", "bpf-linker-core", "bpf-loader", "bpf-maven-plugin")) {
            put(checkout.resolve(module).resolve("pom.xml"), directory, module, version, "pom");
            put(jar(checkout.resolve(module), module), directory, module, version, "jar");
        }
        var settings = work.resolve("settings.xml");
        Files.writeString(settings, SETTINGS.formatted(user.toUri()));
        return new MavenRepository(directory, settings, version);
    }

    String pluginVersion() {
        return pluginVersion;
    }

    /** The file of one of this project's modules. */
    Path jar(String module) {
        return file(directory, module, pluginVersion, "jar");
    }

    /** What Maven is to be told. */
    List<String> arguments() {
        return List.of(
                "-o",
                "-s",
                settings.toString(),
                "-Dmaven.repo.local=" + directory,
                // What offline leaves allowed.
                "-Daether.offline.protocols=file");
    }

    private static Path jar(Path module, String name) throws IOException {
        var target = module.resolve("target");
        if (Files.isDirectory(target)) {
            try (var files = Files.list(target)) {
                var jar = files.filter(
                                file -> file.getFileName().toString().matches(name + "-[0-9][^-]*(-SNAPSHOT)?\\.jar"))
                        .findFirst();
                if (jar.isPresent()) {
                    return jar.get();
                }
            }
        }
        throw new IllegalArgumentException(
                target + " has no " + name + "-VERSION.jar: run 'mvn package -DskipTests' first"
                        + " in this project's directory, or set --checkout to that");
    }

    private static void put(Path file, Path repository, String artifact, String version, String extension)
            throws IOException {
        var to = file(repository, artifact, version, extension);
        Files.createDirectories(to.getParent());
        Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static Path file(Path repository, String artifact, String version, String extension) {
        return repository
                .resolve(GROUP)
                .resolve(artifact)
                .resolve(version)
                .resolve(artifact + "-" + version + "." + extension);
    }
}
