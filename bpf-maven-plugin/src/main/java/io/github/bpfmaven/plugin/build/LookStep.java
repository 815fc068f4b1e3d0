package io.github.bpfmaven.plugin.build;

import java.nio.ByteOrder;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.bpfmaven.inspect.MachineNames;
import io.github.bpfmaven.plugin.compile.CompileTarget;
import io.github.bpfmaven.plugin.compile.CompileUnit;
import io.github.bpfmaven.plugin.compile.Source;
import io.github.bpfmaven.plugin.render.Look;
import io.github.bpfmaven.plugin.render.LookTask;
import io.github.bpfmaven.plugin.render.Renderer;

/** Has objects looked into as soon as they are linked, while others are. */
final class LookStep {
    private final ModulePlan plan;
    private final MachineNames names;
    private final Renderer renderer;

    /**
     * @param names what objects may not tell
     * @param renderer does it
     */
    LookStep(ModulePlan plan, MachineNames names, Renderer renderer) {
        this.plan = plan;
        this.names = names;
        this.renderer = renderer;
    }

    /** @return empty if there is no object, or what was found in it when it was made holds */
    CompletableFuture<Optional<Look>> look(CompileUnit unit, LinkOutcome link) {
        if (link instanceof LinkOutcome.Now now) {
            return begin(unit, now.object());
        }
        // Another limit takes another look.
        return link instanceof LinkOutcome.Before before
                        && !plan.lint()
                                .of(unit.source())
                                .limits()
                                .equals(before.record().lint().limits())
                ? begin(unit, before.object())
                : CompletableFuture.completedFuture(Optional.empty());
    }

    private CompletableFuture<Optional<Look>> begin(CompileUnit unit, ObjectContent object) {
        return renderer.begin(task(unit.source(), unit.target(), object))
                .thenApply(Look::decode)
                .thenApply(Optional::of);
    }

    /** What there is to do. */
    LookTask task(Source source, CompileTarget target, ObjectContent object) {
        return new LookTask(
                object.source(),
                target.byteOrder().byteOrder().equals(ByteOrder.BIG_ENDIAN),
                names,
                plan.lint().of(source).limitEntries(),
                plan.request().provenance()
                        ? Optional.of(plan.classes().get(source).resourcePath(target.suffix()))
                        : Optional.empty());
    }
}
