package io.github.bpfmaven.plugin.mojo;

import java.io.IOException;

import javax.inject.Inject;

import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;

import io.github.bpfmaven.plugin.build.CommandsBuild;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.scaffold.ScaffoldException;

/**
 * Writes {@code compile_commands.json} for clangd and other editors, as each build does, and compiles nothing: for a fresh
 * checkout, or one whose objects are checked in. With the parameters that the POM's executions of {@code bpf:compile} and
 * {@code bpf:test-compile} have; needs no LLVM.
 *
 * <pre>{@code mvn bpf:compile-commands}</pre>
 *
 * @since 0.1.0
 */
@Mojo(name = "compile-commands", threadSafe = true)
public final class CompileCommandsMojo extends AbstractEditingMojo {
    private final BuildGoals goals;
    private final CommandsBuild commands;

    @Inject
    CompileCommandsMojo(BuildGoals goals, CommandsBuild commands) {
        this.goals = goals;
        this.commands = commands;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped: bpf.skip is set");
            return;
        }
        if (project.getPackaging().equals("pom")) {
            return;
        }
        try {
            var hasSources = false;
            for (var configured : goals.of(session, project, plugin)) {
                hasSources |= commands.run(
                        configured.goal().buildRequest(), configured.goal().commandFiles());
            }
            if (!hasSources) {
                getLog().info("No BPF programs, so there is nothing to tell an editor");
            }
        } catch (InvalidConfigurationException | ScaffoldException failure) {
            throw new MojoFailureException(failure.getMessage(), failure);
        } catch (IOException failure) {
            throw new MojoExecutionException(AbstractResourceMojo.describe(failure), failure);
        }
    }
}
