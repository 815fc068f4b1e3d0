package io.github.bpfmaven.plugin.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.inject.Inject;

import io.github.bpfmaven.plugin.scaffold.JavaNames;

/** Writes a new project, or what can be added to one that is there without changing any of its files. */
public final class ProjectStart {
    private static final String POM = "pom.xml";

    @Inject
    ProjectStart() {}

    /**
     * @throws StartException if the directory can't hold a project
     * @throws IOException if something can't be written; what was written before is then gone again
     */
    public StartResult run(StartRequest request) throws StartException, IOException {
        var directory = request.directory();
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new StartException(directory + " is a file: name a directory with -Dbpf.init.directory");
        }
        var values = values(request);
        var pom = read(directory.resolve(POM));
        // Java that uses the loader doesn't compile in a project without: there only the program is written.
        var files = pom.isPresent() ? program(request, values) : project(request, values);
        var written = new ArrayList<Path>();
        var kept = new ArrayList<Path>();
        try {
            for (var file : files.entrySet()) {
                var target = directory.resolve(file.getKey());
                if (Files.exists(target)) {
                    kept.add(Path.of(file.getKey()));
                } else {
                    Files.createDirectories(target.getParent());
                    Files.createFile(target);
                    written.add(Path.of(file.getKey()));
                    Files.writeString(target, file.getValue());
                }
            }
        } catch (IOException failure) {
            for (var file : written) {
                Files.deleteIfExists(directory.resolve(file));
            }
            throw failure;
        }
        return new StartResult(written, kept, pom.isPresent() ? missing(pom.get(), values) : List.of());
    }

    private static Map<String, String> values(StartRequest request) {
        var values = new HashMap<>(request.kind().replacements());
        var source = Path.of(request.kind().program() + ".bpf.c");
        var generated =
                JavaNames.forSources(request.packageName(), List.of(source)).get(source);
        values.put("class", generated.className());
        values.put("name", request.kind().program());
        values.put("groupId", request.groupId());
        values.put("artifactId", request.artifactId());
        values.put("package", request.packageName());
        values.put("pluginVersion", request.pluginVersion());
        return values;
    }

    private static Map<String, String> project(StartRequest request, Map<String, String> values) throws IOException {
        var templates = request.kind().templates() + "/";
        var java = request.packageName().replace('.', '/') + "/";
        var files = new LinkedHashMap<String, String>();
        files.put(POM, new Template("common/pom.xml").fill(values));
        files.putAll(program(request, values));
        files.put("src/main/java/" + java + "Main.java", new Template(templates + "Main.java").fill(values));
        files.put("src/test/java/" + java + "MainTest.java", new Template(templates + "MainTest.java").fill(values));
        files.put("README.md", new Template("common/README.md").fill(values));
        files.put(".gitignore", new Template("common/gitignore").fill(values));
        return files;
    }

    private static Map<String, String> program(StartRequest request, Map<String, String> values) throws IOException {
        var name = request.kind().program() + ".bpf.c";
        var files = new LinkedHashMap<String, String>();
        files.put("src/main/bpf/" + name, new Template(request.kind().templates() + "/" + name).fill(values));
        files.put(".clangd", new Template("common/clangd").fill(values));
        return files;
    }

    private static List<String> missing(String pom, Map<String, String> values) throws IOException {
        var missing = new ArrayList<String>();
        if (!names(pom, "bpf-maven-plugin")) {
            missing.add(new Template("common/plugin.xml").fill(values));
        }
        if (!names(pom, "bpf-loader")) {
            missing.add(new Template("common/dependency.xml").fill(values));
        }
        return missing;
    }

    /** A parent may have it as well: then the user is shown something that is not needed. */
    private static boolean names(String pom, String artifactId) {
        return Pattern.compile("<artifactId>\\s*" + artifactId + "\\s*</artifactId>")
                .matcher(pom)
                .find();
    }

    private static Optional<String> read(Path file) throws IOException {
        try {
            // As it is: all that is looked for is ASCII in any encoding that POMs have.
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }
}
