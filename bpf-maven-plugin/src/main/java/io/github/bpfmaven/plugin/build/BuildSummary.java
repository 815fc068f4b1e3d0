package io.github.bpfmaven.plugin.build;

import java.util.LinkedHashMap;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is said at the end of a build that has succeeded. */
final class BuildSummary {
    private static final Logger LOG = LoggerFactory.getLogger(BpfBuild.class);

    private BuildSummary() {}

    /**
     * Says it.
     *
     * @param java how many classes were generated
     * @param constants how many sources' constants were evaluated
     */
    static BuildResult of(ModuleBuild.Outcome outcome, Rebuilds rebuilds, int constants, int java) {
        var written = outcome.written();
        if (!written.changed() && rebuilds.compiles() + rebuilds.links() + constants + java == 0) {
            LOG.info("Nothing to do: {} up to date", isOrAre(written.objects().size(), "object"));
            return new BuildResult.UpToDate();
        }
        var taken = outcome.checkedIn().objects();
        if (!taken.isEmpty()) {
            LOG.info(
                    "Took {} of {} as checked in",
                    count(taken.values().stream().mapToInt(List::size).sum(), "object"),
                    count(taken.size(), "program source"));
        }
        var built = new LinkedHashMap<>(outcome.objects());
        built.keySet().removeAll(taken.keySet());
        if (!built.isEmpty()) {
            var objects = built.values().stream().mapToInt(List::size).sum();
            var reused = objects - rebuilds.links();
            sayBuilt(objects, built.size(), reused);
        }
        return new BuildResult.Built(written.objects());
    }

    /** @param reused how many of the objects were there already */
    static void sayBuilt(int objects, int programs, int reused) {
        LOG.info(
                "Built {} of {}{}",
                count(objects, "object"),
                count(programs, "program source"),
                reused == 0
                        ? ""
                        : ", " + reused + (reused == 1 ? " of which was" : " of which were") + " there already");
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String isOrAre(int number, String what) {
        return count(number, what) + (number == 1 ? " is" : " are");
    }
}
