package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.github.bpfmaven.plugin.incremental.ReportedObject;
import io.github.bpfmaven.plugin.incremental.ReportedObjects;
import io.github.bpfmaven.plugin.incremental.SharedResults;
import io.github.bpfmaven.plugin.provenance.BuildOrigin;
import io.github.bpfmaven.plugin.provenance.ObjectsFile;
import io.github.bpfmaven.plugin.render.Renderer;

/**
 * Says in {@value ObjectsFile#PATH} what each object of a module is, and what it was made of. All executions of a module share that
 * file, as it has one name in a jar: each writes what the others have reported, too.
 */
final class Provenance {
    private final boolean enabled;
    private final Path workDirectory;
    private final Path root;
    private final Optional<ReportedObjects> stored;
    private final ReportedObjects before;
    private final ObjectReports reports;
    private Optional<ReportedObjects> now = Optional.empty();

    /** Knows what objects were built from. */
    @FunctionalInterface
    interface Origins {
        /**
         * @param source path of a program
         * @param hasExterns whether one of its objects wants something that it doesn't define
         * @return empty if nobody knows
         */
        Optional<BuildOrigin> of(String source, boolean hasExterns);
    }

    /**
     * @param enabled whether this execution reports anything
     * @param stored what it has reported last
     * @param before the same of objects that may be the same; the rest is as it is now
     * @param reports on its objects
     */
    Provenance(
            boolean enabled,
            Path workDirectory,
            Path root,
            Optional<ReportedObjects> stored,
            ReportedObjects before,
            ObjectReports reports) {
        this.enabled = enabled;
        this.workDirectory = workDirectory;
        this.root = root;
        this.stored = stored;
        this.before = before;
        this.reports = reports;
    }

    /** Of objects that were there already: each is looked into, and nothing is known of its origin. */
    static Provenance unknown(boolean enabled, Path workDirectory, Path root) {
        return new Provenance(
                enabled,
                workDirectory,
                root,
                enabled ? ReportedObjects.read(workDirectory) : Optional.empty(),
                new ReportedObjects(root, "", "", "", List.of()),
                new ObjectReports("", List.of(), SharedResults.none(), (source, hasExterns) -> Optional.empty()));
    }

    /**
     * Adds the file to what a build leaves, if there is anything to say.
     *
     * @param objects of each source, by its path; not yet moved to where they belong
     * @param renderer looks into objects
     */
    void addTo(OutputTree outputs, Map<String, List<BuiltObject>> objects, Renderer renderer) throws IOException {
        var own = enabled ? reports.of(objects, renderer) : List.<ReportedObject>of();
        var all = new TreeMap<String, ReportedObject>();
        var roots = new LinkedHashSet<Path>();
        for (var other : ReportedObjects.ofOthers(workDirectory)) {
            other.objects().forEach(object -> {
                roots.add(other.root());
                all.put(object.name(), object);
            });
        }
        for (var object : own) {
            roots.add(root);
            all.put(object.name(), object);
        }
        for (var directory : roots) {
            outputs.add(
                    directory.resolve(ObjectsFile.PATH),
                    own.isEmpty(),
                    out -> ObjectsFile.write(
                            all.values().stream()
                                    .<ObjectsFile.Line>map(object -> object::writeTo)
                                    .iterator(),
                            out));
        }
        if (!own.isEmpty()) {
            now = Optional.of(new ReportedObjects(root, before.plugin(), before.toolchain(), before.llvm(), own));
        }
    }

    /** Says to the next build, and to other executions, what {@link #addTo} has added. */
    void remember() throws IOException {
        if (now.isEmpty()) {
            ReportedObjects.delete(workDirectory);
        } else if (!stored.equals(now)) {
            now.get().write(workDirectory);
        }
    }
}
