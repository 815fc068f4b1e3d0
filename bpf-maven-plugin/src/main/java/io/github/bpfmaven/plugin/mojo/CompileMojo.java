package io.github.bpfmaven.plugin.mojo;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import javax.inject.Inject;

import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

import io.github.bpfmaven.plugin.build.BuildMode;
import io.github.bpfmaven.plugin.build.BuildRequest;
import io.github.bpfmaven.plugin.build.BuildResult;
import io.github.bpfmaven.plugin.build.IdeBuild;
import io.github.bpfmaven.plugin.build.SharedWorkers;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.editor.CommandFiles;

/**
 * Compiles the BPF programs of a module: one object for each program source and target, with BTF and without DWARF,
 * packed as resources; and for each program source a Java class that opens the right one. What is checked in and is what a compile
 * would give ({@code bpf:update}) is taken as it is.
 *
 * @since 0.1.0
 */
@Mojo(name = "compile", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class CompileMojo extends AbstractMainSourceMojo implements BuildGoal {
    /**
     * What to do with objects that are checked in: {@code auto} takes those that the lock shows to be what a compile would
     * give, and compiles the others; {@code compile} compiles all; {@code prebuilt} takes all, or fails and says what has changed.
     * In this mode LLVM is never looked for.
     * Example: {@code -Dbpf.mode=prebuilt}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.mode", defaultValue = "auto")
    String mode;

    private final IdeBuild build;

    @Inject
    CompileMojo(IdeBuild build, SharedWorkers workers) {
        super(workers);
        this.build = build;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (isSkipped()) {
            getLog().info("Skipped: bpf.skip is set");
            return;
        }
        var isNothing = false;
        try {
            isNothing = run(() -> build.run(buildRequest())) instanceof BuildResult.NoSources;
        } finally {
            // Also if it fails: an IDE goes on with what the last build has left.
            if (!isNothing) {
                register(javaDirectory, resourceDirectory);
            }
        }
        if (isNothing) {
            reportNothing();
        }
    }

    @Override
    public boolean isSkipped() {
        return skip;
    }

    @Override
    public BuildRequest buildRequest() throws InvalidConfigurationException {
        return moduleRequest(mode());
    }

    @Override
    public CommandFiles commandFiles() {
        return commandFiles(layout());
    }

    BuildMode mode() throws InvalidConfigurationException {
        return Arrays.stream(BuildMode.values())
                .filter(known -> name(known).equals(mode))
                .findFirst()
                .orElseThrow(() -> new InvalidConfigurationException("<mode> '" + mode + "': there are "
                        + Arrays.stream(BuildMode.values())
                                .map(CompileMojo::name)
                                .collect(Collectors.joining(", "))));
    }

    private static String name(BuildMode mode) {
        return mode.toString().toLowerCase(Locale.ROOT);
    }
}
