package io.github.bpfmaven.plugin.build;

import io.github.bpfmaven.plugin.compile.Source;

/** Which programs library code had anything to do with. */
final class LibraryUse {
    private final ModulePlan plan;
    private final ObjectPipeline.Run run;

    /** @param run that has succeeded */
    LibraryUse(ModulePlan plan, ObjectPipeline.Run run) {
        this.plan = plan;
        this.run = run;
    }

    /** Whether there is library code. If not, none has to do with anything. */
    boolean isPossible() {
        return !plan.sources().libraries().isEmpty()
                || !plan.request().links().libraries().isEmpty();
    }

    /**
     * Whether some was linked in, for one of the targets. Where none was, what the program wants and nothing has might still be in
     * another library.
     */
    boolean pulled(Source source) {
        for (var program : run.programs()) {
            var result = program.join();
            if (result.compile().unit().source().equals(source)
                    && result.link().map(link -> pulled(source, link)).orElse(true)) {
                return true;
            }
        }
        return false;
    }

    private boolean pulled(Source source, LinkOutcome link) {
        if (link instanceof LinkOutcome.Before before) {
            return !before.record().pulled().isEmpty();
        }
        var own = plan.request().layout().paths().name(source);
        return !(link instanceof LinkOutcome.Now now) || now.inputs().stream().anyMatch(input -> !input.equals(own));
    }
}
