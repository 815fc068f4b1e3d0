package io.github.bpfmaven.plugin.editor;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

import javax.inject.Inject;
import javax.inject.Provider;

import org.codehaus.plexus.build.BuildContext;
import org.codehaus.plexus.build.DefaultBuildContext;

import io.github.bpfmaven.plugin.problem.BuildListener;

/**
 * The IDE that Maven runs in, if it does. Eclipse (m2e) is reached over the older API behind that of plexus-build-api: it knows
 * no newer one yet (eclipse-m2e/m2e-core, issue 944). In Maven by itself nobody is told anything.
 */
public final class Ide {
    private final Provider<BuildContext> context;
    private final Provider<org.sonatype.plexus.build.incremental.BuildContext> older;

    @Inject
    Ide(Provider<BuildContext> context, Provider<org.sonatype.plexus.build.incremental.BuildContext> older) {
        this.context = context;
        this.older = older;
    }

    /**
     * Who hears of problems.
     *
     * @param log hears of them in any case
     * @param workDirectory where is kept which files have markers
     */
    public BuildListener listener(BuildListener log, Path workDirectory) {
        return isThere() ? new ProblemMarkers(context.get(), workDirectory.resolve("markers.list"), log) : log;
    }

    /** Says that files below directories may have changed. */
    public void refresh(List<File> directories) {
        if (isThere()) {
            directories.forEach(context.get()::refresh);
        }
    }

    /** What Maven has where no IDE gives it another writes messages into the log, where they are already. */
    private boolean isThere() {
        return older.get().getClass() != org.sonatype.plexus.build.incremental.DefaultBuildContext.class
                || context.get().getClass() != DefaultBuildContext.class;
    }
}
