package io.github.bpfmaven.plugin.mojo;

import java.io.File;
import java.util.Optional;

import org.apache.maven.plugins.annotations.Parameter;

import io.github.bpfmaven.plugin.build.BuildMode;
import io.github.bpfmaven.plugin.build.BuildRequest;
import io.github.bpfmaven.plugin.build.CheckedInSettings;
import io.github.bpfmaven.plugin.build.SharedWorkers;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.incremental.SharedResults;

/** What goals have in common that build objects from the main sources. */
abstract class AbstractMainSourceMojo extends AbstractSourceMojo {
    /**
     * Root of the generated Java classes.
     * Example: {@code -Dbpf.javaDirectory=target/bpf-java}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.javaDirectory", defaultValue = "${project.build.directory}/generated-sources/bpf")
    File javaDirectory;

    /**
     * Root of the objects, which become resources.
     * Example: {@code -Dbpf.resourceDirectory=target/bpf-objects}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.resourceDirectory", defaultValue = "${project.build.directory}/generated-resources/bpf")
    File resourceDirectory;

    /**
     * Whether {@code META-INF/bpf/objects.json} goes into the jar: what each object is, and what it was built from.
     * Example: {@code -Dbpf.provenance=false}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.provenance", defaultValue = "true")
    boolean provenance;

    /**
     * Where objects that are checked in are, with the generated classes and the lock: what {@code bpf:update} writes.
     * Example: {@code -Dbpf.prebuiltDirectory=bpf-objects}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.prebuiltDirectory", defaultValue = "${project.basedir}/src/main/bpf-prebuilt")
    File prebuiltDirectory;

    AbstractMainSourceMojo(SharedWorkers workers) {
        super(workers);
    }

    final void reportNothing() {
        var message = nothing(sourceDirectory, includes, "sourceDirectory> or <includes");
        if (project.getPackaging().equals("pom")) {
            // A parent that binds the goal for its modules.
            getLog().info(message);
        } else {
            getLog().warn(message);
        }
    }

    final BuildRequest.Layout layout() {
        return new BuildRequest.Layout(
                paths(sourceDirectory),
                executionDirectory(),
                resourceDirectory.toPath(),
                javaDirectory.toPath(),
                classesDirectory.toPath());
    }

    /** A build whose outputs are for the rest of Maven. */
    final BuildRequest moduleRequest(BuildMode mode) throws InvalidConfigurationException {
        var layout = layout();
        return request(new Subject(
                layout,
                includes,
                excludes,
                sharedResults(),
                new CheckedInSettings(mode, prebuiltDirectory.toPath()),
                provenance,
                Optional.empty(),
                commands(layout)));
    }

    /**
     * A build whose outputs are for nobody but this goal.
     *
     * @param name of the goal
     * @param shared where results are kept
     */
    final BuildRequest ownRequest(String name, SharedResults shared) throws InvalidConfigurationException {
        var own = workDirectory.toPath().resolve(name + "-" + execution.getExecutionId());
        var layout = new BuildRequest.Layout(
                paths(sourceDirectory), own, own.resolve("resources"), own.resolve("java"), own.resolve("classes"));
        return request(new Subject(
                layout,
                includes,
                excludes,
                shared,
                new CheckedInSettings(BuildMode.COMPILE, prebuiltDirectory.toPath()),
                false,
                Optional.empty(),
                Optional.empty()));
    }
}
