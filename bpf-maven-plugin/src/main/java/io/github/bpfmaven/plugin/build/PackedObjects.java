package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.plugin.scaffold.NativeImageConfig;
import io.github.bpfmaven.plugin.scaffold.TypeSelection;

/** Writes what a goal leaves: objects as resources, a Java class for each source, what a native image needs to know. */
final class PackedObjects {
    private static final Logger LOG = LoggerFactory.getLogger(PackedObjects.class);

    private PackedObjects() {}

    /**
     * @param objects of each source, by the name of its file without a directory; in the order of targets
     * @return the objects' paths below the resource directory, sorted
     * @throws IOException if something can't be written; then the files of the last build are still there
     */
    static List<String> write(Destination destination, Map<String, List<BuiltObject>> objects) throws IOException {
        destination.types.require(objects.values().stream()
                .flatMap(List::stream)
                .map(BuiltObject::content)
                .toList());
        var outputs = new OutputTree(destination.workDirectory);
        var paths = new TreeSet<String>();
        objects.forEach((source, variants) -> {
            var name = source.substring(source.lastIndexOf('/') + 1);
            var java = Scaffolding.of(name, variants, destination.types);
            outputs.add(destination.javaDirectory.resolve(java.path()), java.text());
            for (var object : variants) {
                paths.add(object.resourcePath());
                outputs.add(destination.resourceDirectory.resolve(object.resourcePath()), object.bytes());
                LOG.debug("{}: {} bytes", object.resourcePath(), object.bytes().length);
            }
        });
        // Another execution of this goal in the same module has its own.
        var config = NativeImageConfig.of(
                destination.groupId, destination.artifactId + "/" + destination.workDirectory.getFileName(), paths);
        outputs.add(destination.resourceDirectory.resolve(config.path()), config.text());
        outputs.write();
        return List.copyOf(paths);
    }

    /**
     * Where to; absolute paths.
     *
     * @param workDirectory holds the list of what the last build left
     * @param resourceDirectory root of the objects
     * @param javaDirectory root of the classes
     * @param types which types become Java
     * @param groupId of the project
     * @param artifactId of the project
     */
    record Destination(
            Path workDirectory,
            Path resourceDirectory,
            Path javaDirectory,
            TypeSelection types,
            String groupId,
            String artifactId) {}
}
