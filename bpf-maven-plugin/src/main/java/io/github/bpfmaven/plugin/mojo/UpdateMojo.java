package io.github.bpfmaven.plugin.mojo;

import java.nio.file.Path;

import javax.inject.Inject;

import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;

import io.github.bpfmaven.plugin.build.CheckedInUpdate;
import io.github.bpfmaven.plugin.build.SharedWorkers;

/**
 * Compiles as {@code bpf:compile} does, and writes objects, generated classes and a lock into the source tree, to be checked in:
 * all others then build without LLVM, and get the same bytes.
 *
 * @since 0.1.0
 */
@Mojo(name = "update", threadSafe = true)
public final class UpdateMojo extends AbstractMainSourceMojo {
    private final CheckedInUpdate update;

    @Inject
    UpdateMojo(CheckedInUpdate update, SharedWorkers workers) {
        super(workers);
        this.update = update;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped: bpf.skip is set");
            return;
        }
        var sourceRoots = project.getCompileSourceRoots().stream().map(Path::of).toList();
        if (!run(() -> update.run(ownRequest("update", sharedResults()), sourceRoots))) {
            reportNothing();
        }
    }
}
