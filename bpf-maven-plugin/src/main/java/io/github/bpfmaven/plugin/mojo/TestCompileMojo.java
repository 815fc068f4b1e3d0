package io.github.bpfmaven.plugin.mojo;

import java.io.File;
import java.util.List;
import java.util.Optional;

import javax.inject.Inject;

import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

import io.github.bpfmaven.plugin.build.BuildMode;
import io.github.bpfmaven.plugin.build.BuildRequest;
import io.github.bpfmaven.plugin.build.BuildResult;
import io.github.bpfmaven.plugin.build.CheckedInSettings;
import io.github.bpfmaven.plugin.build.IdeBuild;
import io.github.bpfmaven.plugin.build.SharedWorkers;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.compile.MainSources;
import io.github.bpfmaven.plugin.editor.CommandFiles;

/**
 * Compiles the BPF programs of a module's tests, as {@code bpf:compile} does those of the module itself. They see the headers
 * in the main source directory, and may call its library code; objects and generated classes are for tests alone.
 *
 * @since 0.1.0
 */
@Mojo(name = "test-compile", defaultPhase = LifecyclePhase.GENERATE_TEST_SOURCES, threadSafe = true)
public final class TestCompileMojo extends AbstractSourceMojo implements BuildGoal {
    /**
     * Where the C sources of the tests are. {@code <sourceDirectory>}, {@code <includes>} and {@code <excludes>} say what the
     * main sources are, whose headers and library code these may use.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.testSourceDirectory", defaultValue = "${project.basedir}/src/test/bpf")
    File testSourceDirectory;

    /**
     * Which sources are programs: patterns below the tests' source directory.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.testIncludes", defaultValue = "**/*.bpf.c")
    List<String> testIncludes;

    /**
     * Which files below the tests' source directory are left out.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.testExcludes")
    List<String> testExcludes = List.of();

    /**
     * Root of the generated Java classes.
     *
     * @since 0.1.0
     */
    @Parameter(
            property = "bpf.testJavaDirectory",
            defaultValue = "${project.build.directory}/generated-test-sources/bpf")
    File testJavaDirectory;

    /**
     * Root of the objects, which become test resources.
     *
     * @since 0.1.0
     */
    @Parameter(
            property = "bpf.testResourceDirectory",
            defaultValue = "${project.build.directory}/generated-test-resources/bpf")
    File testResourceDirectory;

    /** Where test resources are copied to. */
    @Parameter(defaultValue = "${project.build.testOutputDirectory}", readonly = true)
    File testClassesDirectory;

    /** Nobody compiles tests then. */
    @Parameter(defaultValue = "${maven.test.skip}", readonly = true)
    boolean testsAreSkipped;

    private final IdeBuild build;

    @Inject
    TestCompileMojo(IdeBuild build, SharedWorkers workers) {
        super(workers);
        this.build = build;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (isSkipped()) {
            getLog().info("Skipped: " + (skip ? "bpf.skip" : "maven.test.skip") + " is set");
            return;
        }
        var isNothing = false;
        try {
            isNothing = run(() -> build.run(buildRequest())) instanceof BuildResult.NoSources;
        } finally {
            // Also if it fails: an IDE goes on with what the last build has left.
            if (!isNothing) {
                project.addTestCompileSourceRoot(testJavaDirectory.getPath());
                addResources(testResourceDirectory, project.getTestResources(), project::addTestResource);
            }
        }
        if (isNothing) {
            getLog().info(nothing(testSourceDirectory, testIncludes, "testSourceDirectory> or <testIncludes"));
        }
    }

    @Override
    public boolean isSkipped() {
        return skip || testsAreSkipped;
    }

    @Override
    public BuildRequest buildRequest() throws InvalidConfigurationException {
        var layout = layout();
        return request(new Subject(
                layout,
                testIncludes,
                testExcludes,
                sharedResults(),
                // Nobody checks in what only tests need, or asks where it comes from.
                new CheckedInSettings(BuildMode.COMPILE, layout.workDirectory()),
                false,
                Optional.of(new MainSources(sourceDirectory.toPath(), includes, excludes)),
                commands(layout)));
    }

    @Override
    public CommandFiles commandFiles() {
        return commandFiles(layout());
    }

    private BuildRequest.Layout layout() {
        return new BuildRequest.Layout(
                paths(testSourceDirectory),
                testWorkDirectory.toPath().resolve(execution.getExecutionId()),
                testResourceDirectory.toPath(),
                testJavaDirectory.toPath(),
                testClassesDirectory.toPath());
    }
}
