package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.github.bpfmaven.plugin.incremental.Fingerprint;
import io.github.bpfmaven.plugin.incremental.ReportedObject;
import io.github.bpfmaven.plugin.incremental.SharedResults;
import io.github.bpfmaven.plugin.incremental.StateReader;
import io.github.bpfmaven.plugin.provenance.ObjectOrigin;
import io.github.bpfmaven.plugin.render.Renderer;
import io.github.bpfmaven.plugin.render.ReportTask;
import io.github.bpfmaven.plugin.render.ReportText;

/** What is said of each object of an execution: what it tells, and where it comes from. */
final class ObjectReports {
    private static final String KIND = "report";

    private final String plugin;
    private final SharedResults shared;
    private final Provenance.Origins origins;
    private final Map<Named, ReportText> known = new HashMap<>();
    private final Map<String, List<ReportedObject>> prepared = new ConcurrentHashMap<>();

    /**
     * @param plugin identity of the plugin
     * @param before what it has reported last, of objects that may be the same
     */
    ObjectReports(String plugin, Collection<ReportedObject> before, SharedResults shared, Provenance.Origins origins) {
        this.plugin = plugin;
        this.shared = shared;
        this.origins = origins;
        before.forEach(object -> known.put(
                new Named(object.name(), object.sha256()), new ReportText(object.hasExterns(), object.report())));
    }

    /** The same bytes by another name make another report. */
    private record Named(String name, String sha256) {
        static Named of(BuiltObject object) {
            return new Named(object.resourcePath(), object.content().digest());
        }
    }

    /**
     * Finds out what there will be to say of a source's objects, if each has been looked into before: others may be compiled
     * meanwhile. Reads and writes nothing. May be called by several threads.
     */
    void prepare(String source, List<BuiltObject> variants) {
        if (variants.stream().allMatch(object -> known.containsKey(Named.of(object)))) {
            var texts =
                    variants.stream().map(object -> known.get(Named.of(object))).toList();
            prepared.put(source, reports(source, variants, texts));
        }
    }

    /**
     * Looks into objects that nobody has looked into before.
     *
     * @param objects of each source, by its path
     * @param renderer does it
     */
    List<ReportedObject> of(Map<String, List<BuiltObject>> objects, Renderer renderer) throws IOException {
        try {
            return objects.entrySet().parallelStream()
                    .flatMap(source -> of(source.getKey(), source.getValue(), renderer).stream())
                    .toList();
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private List<ReportedObject> of(String source, List<BuiltObject> variants, Renderer renderer) {
        var ready = Optional.ofNullable(prepared.get(source)).filter(reports -> areOf(reports, variants));
        return ready.orElseGet(() -> reports(
                source,
                variants,
                variants.stream().map(object -> look(object, renderer)).toList()));
    }

    private static boolean areOf(List<ReportedObject> reports, List<BuiltObject> variants) {
        return reports.stream()
                .map(object -> new Named(object.name(), object.sha256()))
                .toList()
                .equals(variants.stream().map(Named::of).toList());
    }

    /** @param texts what the objects tell, in their order */
    private List<ReportedObject> reports(String source, List<BuiltObject> variants, List<ReportText> texts) {
        var hasExterns = texts.stream().anyMatch(ReportText::hasExterns);
        var build = origins.of(source, hasExterns);
        var all = new ArrayList<ReportedObject>();
        for (var number = 0; number < texts.size(); number++) {
            var object = variants.get(number);
            var text = texts.get(number);
            var origin = new ObjectOrigin(
                    object.resourcePath(),
                    object.content().digest(),
                    object.name().qualifiedName(),
                    object.target().suffix(),
                    build);
            try {
                all.add(new ReportedObject(
                        origin.name(), origin.sha256(), text.hasExterns(), text.json(), ReportText.origin(origin)));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return all;
    }

    private ReportText look(BuiltObject object, Renderer renderer) {
        var before = known.get(Named.of(object));
        return before == null ? sharedOrNew(object, renderer) : before;
    }

    private ReportText sharedOrNew(BuiltObject object, Renderer renderer) {
        var key = Fingerprint.of(plugin, object.resourcePath(), object.content().digest());
        return shared.get(KIND, key)
                .flatMap(bytes -> StateReader.decode(bytes, ReportText::read))
                .orElseGet(() -> {
                    try {
                        var report =
                                object.report().isPresent() ? object.report().get() : report(object, renderer);
                        shared.put(KIND, key, report.encoded());
                        return report;
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                });
    }

    private static ReportText report(BuiltObject object, Renderer renderer) throws IOException {
        var task = new ReportTask(object.resourcePath(), object.content().source());
        return ReportText.read(new StateReader(renderer.render(task)));
    }
}
