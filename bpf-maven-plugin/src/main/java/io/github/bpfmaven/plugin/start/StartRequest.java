package io.github.bpfmaven.plugin.start;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.lang.model.SourceVersion;

import io.github.bpfmaven.plugin.scaffold.JavaNames;

/**
 * What project is wanted.
 *
 * @param directory where; absolute
 * @param kind what its program is
 * @param groupId of the project
 * @param artifactId of the project
 * @param packageName of its Java
 * @param pluginVersion of this plugin
 */
public record StartRequest(
        Path directory, StartKind kind, String groupId, String artifactId, String packageName, String pluginVersion) {
    /** What Maven takes as a groupId or an artifactId: {@code DefaultModelValidator}. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]+");

    /**
     * @param artifactId by default the directory's name
     * @param packageName by default the groupId, made a package
     * @throws StartException if Maven or Java don't take a name
     */
    public static StartRequest of(
            Path directory,
            StartKind kind,
            String groupId,
            Optional<String> artifactId,
            Optional<String> packageName,
            String pluginVersion)
            throws StartException {
        id("groupId", groupId);
        var artifact = id("artifactId", artifactId.orElseGet(() -> idOf(directory)));
        return new StartRequest(
                directory,
                kind,
                groupId,
                artifact,
                javaPackage(packageName.orElseGet(() -> JavaNames.packageName(groupId))),
                pluginVersion);
    }

    private static String id(String what, String value) throws StartException {
        if (!ID.matcher(value).matches()) {
            throw new StartException("-Dbpf.init." + what + "=" + value
                    + ": Maven takes letters (A-Z, a-z), digits, dots, - and _ in it");
        }
        return value;
    }

    private static String javaPackage(String name) throws StartException {
        if (!SourceVersion.isName(name, SourceVersion.RELEASE_17)) {
            throw new StartException("-Dbpf.init.packageName=" + name + " is no Java package name; "
                    + JavaNames.packageName(name) + " is one");
        }
        return name;
    }

    private static String idOf(Path directory) {
        var name = directory.getFileName() == null
                ? ""
                : directory.getFileName().toString().toLowerCase(Locale.ROOT);
        var id = name.replaceAll("[^a-z0-9_.-]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        return id.isEmpty() ? "bpf" : id;
    }
}
