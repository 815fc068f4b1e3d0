package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

import io.github.bpfmaven.plugin.incremental.FileDigests;
import io.github.bpfmaven.plugin.render.ClassTask;
import io.github.bpfmaven.plugin.render.Renderer;
import io.github.bpfmaven.plugin.scaffold.ClassOptions;
import io.github.bpfmaven.plugin.scaffold.NativeImageConfig;

/** Writes what a goal leaves: objects as resources, a Java class for each source, what a native image needs to know. */
final class PackedObjects {
    private PackedObjects() {}

    /**
     * @param objects of each source, by its path; in the order of targets
     * @param classes what is there of the generated classes
     * @param provenance what is said of objects; whoever calls this has it remembered
     * @param renderer writes classes and reports
     * @throws IOException if something can't be written; then the files of the last build are still there
     */
    static Written write(
            Destination destination,
            Map<String, List<BuiltObject>> objects,
            GeneratedClasses classes,
            Provenance provenance,
            Renderer renderer)
            throws IOException {
        classes.require(destination.options.types(), objects.values());
        var paths = new TreeSet<String>();
        try (var outputs = new OutputTree(destination.workDirectory, destination.copies())) {
            var written = addClasses(outputs, destination, objects, classes, renderer);
            try {
                for (var variants : objects.values()) {
                    for (var object : variants) {
                        paths.add(object.resourcePath());
                        object.content().addTo(outputs, destination.resourceDirectory.resolve(object.resourcePath()));
                    }
                }
                // Another execution of this goal in the same module has its own.
                var config = NativeImageConfig.of(
                        destination.groupId,
                        destination.artifactId + "/" + destination.workDirectory.getFileName(),
                        paths);
                outputs.add(destination.resourceDirectory.resolve(config.path()), config.text());
                provenance.addTo(outputs, objects, renderer);
            } finally {
                Background.await(written);
            }
            var changed = outputs.write();
            return new Written(List.copyOf(paths), outputs.files(), outputs.written(), changed);
        }
    }

    /** Deletes what an earlier build has left, where there is nothing to be packed any more. */
    static void clear(Path workDirectory, Path resourceDirectory, Path classesDirectory) throws IOException {
        var provenance = Provenance.unknown(false, workDirectory, resourceDirectory);
        try (var renderer = new Renderer();
                var outputs = new OutputTree(workDirectory, Map.of(resourceDirectory, classesDirectory))) {
            provenance.addTo(outputs, Map.of(), renderer);
            outputs.write();
        }
        provenance.remember();
    }

    /** Begins to: done when all are added, or one has failed and none is still under way. */
    private static CompletableFuture<Void> addClasses(
            OutputTree outputs,
            Destination destination,
            Map<String, List<BuiltObject>> objects,
            GeneratedClasses classes,
            Renderer renderer)
            throws IOException {
        // A class for each source: all cores have something to do.
        var written = new ArrayList<CompletableFuture<Void>>();
        for (var entry : objects.entrySet()) {
            var variants = entry.getValue();
            var file = destination.javaDirectory.resolve(variants.get(0).name().sourcePath());
            var checkedIn = classes.checkedIn(entry.getKey());
            if (checkedIn.isPresent()) {
                outputs.add(file, checkedIn.get().bytes());
                continue;
            }
            var key = GeneratedClasses.key(fileName(entry.getKey()), variants, destination.options);
            if (classes.isIn(file, entry.getKey(), key)) {
                outputs.keep(file);
            } else {
                written.add(Background.begin(() -> {
                    var text = classes.text(
                            entry.getKey(),
                            key,
                            () -> generated(task(entry.getKey(), variants, destination.options), renderer));
                    outputs.add(file, text.bytes(), text.digest());
                }));
            }
        }
        return CompletableFuture.allOf(written.toArray(CompletableFuture[]::new));
    }

    /**
     * What writes the class of a source's objects.
     *
     * @param source path of the source
     * @param variants in the order of targets
     */
    static ClassTask task(String source, List<BuiltObject> variants, ClassOptions options) {
        var parts = variants.stream().map(BuiltObject::part).toList();
        return new ClassTask(variants.get(0).name(), fileName(source), parts, options);
    }

    private static String fileName(String source) {
        return source.substring(source.lastIndexOf('/') + 1);
    }

    private static byte[] generated(ClassTask task, Renderer renderer) {
        try {
            return renderer.render(task);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * What was written.
     *
     * @param objects paths below the resource directory, sorted
     * @param files all that the goal leaves, absolute
     * @param digests of those among them that were written now, as far as they are known
     * @param changed whether any of them, or what an earlier build had left, was touched
     */
    record Written(
            List<String> objects, Collection<Path> files, Map<Path, FileDigests.Written> digests, boolean changed) {}

    /**
     * Where to; absolute paths.
     *
     * @param workDirectory holds the list of what the last build left
     * @param resourceDirectory root of the objects
     * @param javaDirectory root of the classes
     * @param classesDirectory where Maven copies resources to
     * @param options what the classes are like
     * @param groupId of the project
     * @param artifactId of the project
     */
    record Destination(
            Path workDirectory,
            Path resourceDirectory,
            Path javaDirectory,
            Path classesDirectory,
            ClassOptions options,
            String groupId,
            String artifactId) {
        private Map<Path, Path> copies() {
            return Map.of(resourceDirectory, classesDirectory);
        }
    }
}
