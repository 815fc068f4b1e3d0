package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.github.bpfmaven.plugin.incremental.Fingerprint;
import io.github.bpfmaven.plugin.incremental.ReportedObject;
import io.github.bpfmaven.plugin.incremental.ReportedObjects;
import io.github.bpfmaven.plugin.incremental.SharedResults;
import io.github.bpfmaven.plugin.provenance.BuildOrigin;
import io.github.bpfmaven.plugin.provenance.ObjectOrigin;
import io.github.bpfmaven.plugin.provenance.ObjectsFile;
import io.github.bpfmaven.plugin.render.Renderer;
import io.github.bpfmaven.plugin.render.ReportTask;
import io.github.bpfmaven.plugin.render.ReportText;

/**
 * Says in {@value ObjectsFile#PATH} what each object of a module is, and what it was made of. All executions of a module share that
 * file, as it has one name in a jar: each writes what the others have reported, too.
 */
final class Provenance {
    private static final String KIND = "report";

    private final boolean enabled;
    private final Path workDirectory;
    private final Path root;
    private final ReportedObjects before;
    private final SharedResults shared;
    private final Origins origins;
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
     * @param before what it has reported last of objects that may be the same; the rest is as it is now
     */
    Provenance(
            boolean enabled,
            Path workDirectory,
            Path root,
            ReportedObjects before,
            SharedResults shared,
            Origins origins) {
        this.enabled = enabled;
        this.workDirectory = workDirectory;
        this.root = root;
        this.before = before;
        this.shared = shared;
        this.origins = origins;
    }

    /** Of objects that were there already: each is looked into, and nothing is known of its origin. */
    static Provenance unknown(boolean enabled, Path workDirectory, Path root) {
        return new Provenance(
                enabled,
                workDirectory,
                root,
                new ReportedObjects(root, "", "", "", List.of()),
                SharedResults.none(),
                (source, hasExterns) -> Optional.empty());
    }

    /**
     * Adds the file to what a build leaves, if there is anything to say.
     *
     * @param objects of each source, by its path; not yet moved to where they belong
     * @param renderer looks into objects
     */
    void addTo(OutputTree outputs, Map<String, List<BuiltObject>> objects, Renderer renderer) throws IOException {
        var own = enabled ? reports(objects, renderer) : List.<ReportedObject>of();
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
                            all.values().stream().map(ReportedObject::json).iterator(), out));
        }
        if (!own.isEmpty()) {
            now = Optional.of(new ReportedObjects(root, before.plugin(), before.toolchain(), before.llvm(), own));
        }
    }

    /** Says to the next build, and to other executions, what {@link #addTo} has added. */
    void remember() throws IOException {
        if (now.isEmpty()) {
            ReportedObjects.delete(workDirectory);
        } else if (!ReportedObjects.read(workDirectory).equals(now)) {
            now.get().write(workDirectory);
        }
    }

    private List<ReportedObject> reports(Map<String, List<BuiltObject>> objects, Renderer renderer) throws IOException {
        var looked = look(objects.values().stream().flatMap(Collection::stream).toList(), renderer);
        var all = new ArrayList<ReportedObject>();
        for (var variants : objects.entrySet()) {
            var hasExterns = variants.getValue().stream()
                    .anyMatch(object -> looked.get(object).hasExterns());
            var build = origins.of(variants.getKey(), hasExterns);
            for (var object : variants.getValue()) {
                var report = looked.get(object);
                all.add(new ReportedObject(
                        object.resourcePath(),
                        object.content().digest(),
                        report.hasExterns(),
                        report.json(),
                        ReportText.origin(new ObjectOrigin(
                                object.resourcePath(),
                                object.content().digest(),
                                object.name().qualifiedName(),
                                object.target().suffix(),
                                build))));
            }
        }
        return all;
    }

    /** Looks into those that nobody has looked into before. */
    private Map<BuiltObject, ReportText> look(List<BuiltObject> objects, Renderer renderer) throws IOException {
        var known = new HashMap<String, ReportText>();
        before.objects()
                .forEach(object -> known.put(
                        key(object.name(), object.sha256()), new ReportText(object.hasExterns(), object.report())));
        var all = new HashMap<BuiltObject, ReportText>();
        try {
            var reports = objects.parallelStream()
                    .map(object -> {
                        var key = key(object.resourcePath(), object.content().digest());
                        var before = known.get(key);
                        return before == null ? sharedOrNew(key, object, renderer) : before;
                    })
                    .toList();
            for (var at = 0; at < reports.size(); at++) {
                all.put(objects.get(at), reports.get(at));
            }
            return all;
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private ReportText sharedOrNew(String key, BuiltObject object, Renderer renderer) {
        return shared.get(KIND, key).flatMap(ReportText::decode).orElseGet(() -> {
            try {
                var report = object.report().isPresent() ? object.report().get() : report(object, renderer);
                shared.put(KIND, key, report.encoded());
                return report;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    private static ReportText report(BuiltObject object, Renderer renderer) throws IOException {
        var task = new ReportTask(object.resourcePath(), object.content().source());
        return ReportText.decode(renderer.render(task)).orElseThrow();
    }

    private String key(String name, String digest) {
        return Fingerprint.of(before.plugin(), name, digest);
    }
}
