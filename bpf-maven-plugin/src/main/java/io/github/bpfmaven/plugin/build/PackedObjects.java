package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import io.github.bpfmaven.plugin.scaffold.NativeImageConfig;
import io.github.bpfmaven.plugin.scaffold.TypeSelection;

/** Writes what a goal leaves: objects as resources, a Java class for each source, what a native image needs to know. */
final class PackedObjects {
    private PackedObjects() {}

    /**
     * @param objects of each source, by its path; in the order of targets
     * @param classes what is there of the generated classes
     * @throws IOException if something can't be written; then the files of the last build are still there
     */
    static Written write(Destination destination, Map<String, List<BuiltObject>> objects, GeneratedClasses classes)
            throws IOException {
        classes.require(destination.types, objects.values());
        var outputs = new OutputTree(destination.workDirectory, destination.copies());
        var paths = new TreeSet<String>();
        for (var entry : objects.entrySet()) {
            addClass(outputs, destination, entry.getKey(), entry.getValue(), classes);
            for (var object : entry.getValue()) {
                var file = destination.resourceDirectory.resolve(object.resourcePath());
                paths.add(object.resourcePath());
                if (object.content().isIn(file)) {
                    outputs.keep(file);
                } else {
                    outputs.add(file, object.content().bytes());
                }
            }
        }
        // Another execution of this goal in the same module has its own.
        var config = NativeImageConfig.of(
                destination.groupId, destination.artifactId + "/" + destination.workDirectory.getFileName(), paths);
        outputs.add(destination.resourceDirectory.resolve(config.path()), config.text());
        return new Written(List.copyOf(paths), outputs.files(), outputs.write());
    }

    private static void addClass(
            OutputTree outputs,
            Destination destination,
            String source,
            List<BuiltObject> variants,
            GeneratedClasses classes)
            throws IOException {
        var file = destination.javaDirectory.resolve(variants.get(0).name().sourcePath());
        var name = source.substring(source.lastIndexOf('/') + 1);
        var key = GeneratedClasses.key(name, variants, destination.types);
        if (classes.isIn(file, source, key)) {
            outputs.keep(file);
            return;
        }
        var known = classes.find(source, key);
        var text = known.isPresent()
                ? known.get()
                : classes.made(
                        source,
                        key,
                        Scaffolding.of(name, variants, destination.types).text().getBytes(StandardCharsets.UTF_8));
        outputs.add(file, text);
    }

    /**
     * What was written.
     *
     * @param objects paths below the resource directory, sorted
     * @param files all that the goal leaves, absolute
     * @param changed whether any of them, or what an earlier build had left, was touched
     */
    record Written(List<String> objects, Collection<Path> files, boolean changed) {}

    /**
     * Where to; absolute paths.
     *
     * @param workDirectory holds the list of what the last build left
     * @param resourceDirectory root of the objects
     * @param javaDirectory root of the classes
     * @param classesDirectory where Maven copies resources to
     * @param types which types become Java
     * @param groupId of the project
     * @param artifactId of the project
     */
    record Destination(
            Path workDirectory,
            Path resourceDirectory,
            Path javaDirectory,
            Path classesDirectory,
            TypeSelection types,
            String groupId,
            String artifactId) {
        private Map<Path, Path> copies() {
            return Map.of(resourceDirectory, classesDirectory);
        }
    }
}
