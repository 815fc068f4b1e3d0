package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.util.List;

import javax.inject.Inject;

import org.slf4j.LoggerFactory;

import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.editor.Ide;
import io.github.bpfmaven.plugin.problem.LoggedProblems;
import io.github.bpfmaven.toolchain.ToolchainException;

/** A build that an IDE hears of, if Maven runs in one. */
public final class IdeBuild {
    private final BpfBuild build;
    private final Ide ide;

    @Inject
    IdeBuild(BpfBuild build, Ide ide) {
        this.build = build;
        this.ide = ide;
    }

    /** As {@link BpfBuild#run(BuildRequest)}. */
    public BuildResult run(BuildRequest request)
            throws InvalidConfigurationException, BuildFailedException, ToolchainException, IOException,
                    InterruptedException {
        var layout = request.layout();
        var log = new LoggedProblems(LoggerFactory.getLogger(BpfBuild.class));
        var result = build.run(request, ide.listener(log, layout.workDirectory()));
        if (!(result instanceof BuildResult.UpToDate)) {
            ide.refresh(List.of(
                    layout.javaDirectory().toFile(), layout.resourceDirectory().toFile()));
        }
        return result;
    }
}
