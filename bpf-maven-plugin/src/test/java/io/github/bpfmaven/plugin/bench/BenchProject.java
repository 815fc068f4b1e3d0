package io.github.bpfmaven.plugin.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A Maven project of programs, which plain clang builds as well: the same sources, headers and flags. */
final class BenchProject {
    /** Where the sources are, as clang sees it: it runs in the project's directory. */
    static final String SOURCES = "src/main/bpf";

    /** To be deleted when nothing is measured any more. */
    static final String GONE = "gone";

    /** What the plugin takes for a program unless it is told otherwise. */
    private static final String PROGRAM = ".bpf.c";

    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>bench</groupId>
              <artifactId>bench</artifactId>
              <version>1</version>
              <properties><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
              <build><plugins><plugin>
                <groupId>io.github.bpf-maven</groupId>
                <artifactId>bpf-maven-plugin</artifactId>
                <version>%s</version>
                <configuration>
                  %s
                  <excludes>%s</excludes>
                  <compilerArgs>%s</compilerArgs>
                  <objects>%s</objects>
                </configuration>
              </plugin></plugins></build>
            </project>
            """;

    private final Path directory;
    private final List<BenchProgram> programs;

    private BenchProject(Path directory, List<BenchProgram> programs) {
        this.directory = directory;
        this.programs = programs;
    }

    /**
     * @param directory has the sources in {@value #SOURCES}
     * @param programs of these
     */
    static BenchProject make(Path directory, List<BenchProgram> programs, String pluginVersion) throws IOException {
        var project = new BenchProject(directory, List.copyOf(programs));
        Files.writeString(directory.resolve("pom.xml"), project.pom(pluginVersion));
        return project;
    }

    Path directory() {
        return directory;
    }

    List<BenchProgram> programs() {
        return programs;
    }

    Path source(BenchProgram program) {
        return directory.resolve(SOURCES).resolve(program.path());
    }

    /** Deletes what the plugin has left. */
    void clean() throws IOException {
        delete(directory.resolve("target"));
    }

    /** Moves what the plugin has left out of the way. */
    void makeRoom() throws IOException {
        makeRoom(directory.resolve("target"));
    }

    /**
     * Makes room as in a fresh checkout: where thousands of files have just been deleted ext4 looks long for the place of each new one,
     * for a minute or five ({@code recently_deleted}, fs/ext4/ialloc.c).
     *
     * @param made a directory, which is moved to one called {@value #GONE} beside its parent, if there is one
     */
    static void makeRoom(Path made) throws IOException {
        if (Files.exists(made)) {
            var gone = Files.createDirectories(made.getParent().resolveSibling(GONE));
            Files.move(made, Files.createTempDirectory(gone, "").resolve(made.getFileName()));
        }
    }

    /** Deletes a directory with all that is in it, if there is one. */
    static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (NoSuchFileException nothing) {
            // Nothing to delete.
        }
    }

    private String pom(String pluginVersion) throws IOException {
        var others = others();
        var flags = programs.stream().map(BenchProgram::flags).distinct().toList();
        var sameForAll = flags.size() == 1;
        return POM.formatted(
                pluginVersion,
                includes(others),
                elements("exclude", others),
                sameForAll ? arguments(programs.get(0)) : "",
                sameForAll
                        ? ""
                        : programs.stream()
                                .filter(program -> !program.flags().isEmpty())
                                .map(program -> "<object>" + element("name", program.path()) + "<compilerArgs>"
                                        + arguments(program) + "</compilerArgs></object>")
                                .collect(Collectors.joining("\n")));
    }

    /** None where the plugin's own pattern finds the same, as in most projects. */
    private String includes(List<String> others) {
        var names = programs.stream().map(BenchProgram::path).toList();
        return names.stream().allMatch(name -> name.endsWith(PROGRAM))
                        && others.stream().noneMatch(name -> name.endsWith(PROGRAM))
                ? ""
                : "<includes>" + elements("include", names) + "</includes>";
    }

    /** C files that are no programs would be library code. */
    private List<String> others() throws IOException {
        var root = directory.resolve(SOURCES);
        var known = programs.stream().map(BenchProgram::path).collect(Collectors.toSet());
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".c"))
                    .map(file -> root.relativize(file).toString())
                    .filter(path -> !known.contains(path))
                    .sorted()
                    .toList();
        }
    }

    private static String arguments(BenchProgram program) {
        return elements("compilerArg", program.flags(SOURCES));
    }

    private static String elements(String name, List<String> values) {
        return values.stream().map(value -> element(name, value)).collect(Collectors.joining("\n"));
    }

    private static String element(String name, String value) {
        var text = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<" + name + ">" + text + "</" + name + ">";
    }
}
