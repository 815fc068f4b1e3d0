package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.plugin.compile.Source;
import io.github.bpfmaven.plugin.incremental.LocalResults;
import io.github.bpfmaven.plugin.incremental.UnitId;
import io.github.bpfmaven.plugin.render.RenderTask;

/**
 * Does with an object of the last build, while its source is compiled, what will be done with the new one, and throws away what comes
 * of it. In a JVM that has just started the first look into an object, and the first class, take 0.1 s each, as much code is loaded
 * for them; the next ones take a hundredth of that.
 */
final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    /** Where more is compiled, there are others that are done sooner than the last. */
    private static final int MOST_COMPILES = 8;

    private final ModulePlan plan;
    private final LookStep looks;
    private final LocalResults local;

    Rehearsal(ModulePlan plan, LookStep looks, LocalResults local) {
        this.plan = plan;
        this.looks = looks;
        this.local = local;
    }

    /** Begins, if something is compiled that was there before. */
    void begin(List<UnitId> compiled) {
        if (compiled.size() <= MOST_COMPILES) {
            compiled.stream()
                    .flatMap(id -> plan.sources().programs().stream()
                            .filter(source -> source.path().equals(id.source())))
                    .findFirst()
                    .ifPresent(source -> CompletableFuture.runAsync(() -> run(source)));
        }
    }

    private void run(Source source) {
        try {
            var before = new ArrayList<BuiltObject>();
            for (var target : plan.request().targets()) {
                var place = local.placeBefore(new UnitId(source.path(), target.suffix()));
                if (place.isPresent()) {
                    var content = ObjectContent.of(Files.readAllBytes(place.get()));
                    before.add(
                            new BuiltObject(plan.classes().get(source), target, content, List.of(), Optional.empty()));
                }
            }
            if (!before.isEmpty()) {
                var options = plan.request().java().options();
                CompletableFuture.runAsync(() -> run(PackedObjects.task(source.path(), before, options)));
                run(looks.task(source, before.get(0).target(), before.get(0).content()));
            }
        } catch (IOException gone) {
            LOG.debug("Nothing to rehearse with", gone);
        }
    }

    private static void run(RenderTask task) {
        try {
            task.run();
        } catch (IOException | RuntimeException ofAnotherHand) {
            LOG.debug("Not rehearsed", ofAnotherHand);
        }
    }
}
