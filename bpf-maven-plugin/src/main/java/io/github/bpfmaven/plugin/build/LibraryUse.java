package io.github.bpfmaven.plugin.build;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.bpfmaven.plugin.compile.Source;

/** Which programs library code had anything to do with. */
final class LibraryUse {
    private final ModulePlan plan;
    private final ObjectPipeline.Run run;

    /** @param run whose programs that are asked about have succeeded */
    LibraryUse(ModulePlan plan, ObjectPipeline.Run run) {
        this.plan = plan;
        this.run = run;
    }

    /** Whether there is library code. If not, none has to do with anything. */
    boolean isPossible() {
        return plan.hasLibraries();
    }

    /**
     * Whether some was linked in, for one of the targets. Where none was, what the program wants and nothing has might still be in
     * another library.
     */
    boolean pulled(Source source) {
        return run.variants().getOrDefault(source, List.of()).stream()
                .map(CompletableFuture::join)
                .anyMatch(result ->
                        result.link().map(link -> pulled(source, link)).orElse(true));
    }

    private boolean pulled(Source source, LinkOutcome link) {
        if (link instanceof LinkOutcome.Before before) {
            return !before.record().pulled().isEmpty();
        }
        var own = plan.request().layout().paths().name(source);
        return !(link instanceof LinkOutcome.Now now) || now.inputs().stream().anyMatch(input -> !input.equals(own));
    }
}
