package io.github.bpfmaven.plugin.mojo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import javax.inject.Inject;

import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.project.MavenProject;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.watch.Screen;
import io.github.bpfmaven.plugin.watch.Watch;
import io.github.bpfmaven.plugin.watch.WatchedModule;

/**
 * Builds the BPF programs, and again whenever a source, a header that was read, or a library changes, until it is ended with
 * Ctrl-C. Shows what is wrong, errors first. Builds what the POM's executions of {@code bpf:compile} and
 * {@code bpf:test-compile} build, with their parameters, of all modules.
 *
 * <pre>{@code mvn bpf:watch}</pre>
 *
 * @since 0.1.0
 */
@Mojo(name = "watch", aggregator = true, threadSafe = true)
public final class WatchMojo extends AbstractEditingMojo {
    private final BuildGoals goals;
    private final Watch watch;

    @Inject
    WatchMojo(BuildGoals goals, Watch watch) {
        this.goals = goals;
        this.watch = watch;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped: bpf.skip is set");
            return;
        }
        try {
            var modules = modules();
            if (modules.isEmpty()) {
                getLog().warn("There is nothing to watch: no module has the plugin, or all skip it");
                return;
            }
            var terminal = session.getRequest().isInteractiveMode() && Terminal.isThere();
            watch.run(
                    modules,
                    poms(),
                    Path.of(session.getExecutionRootDirectory()),
                    new Screen(LoggerFactory.getLogger(WatchMojo.class), System.out, terminal));
        } catch (InvalidConfigurationException failure) {
            throw new MojoFailureException(failure.getMessage(), failure);
        } catch (IOException failure) {
            throw new MojoExecutionException(AbstractResourceMojo.describe(failure), failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            getLog().info("Ended");
        }
    }

    private List<WatchedModule> modules() throws MojoExecutionException, InvalidConfigurationException {
        var modules = new ArrayList<WatchedModule>();
        for (var module : session.getProjects()) {
            var isMeant =
                    BuildGoals.has(module, plugin) || session.getProjects().size() == 1;
            if (isMeant && !module.getPackaging().equals("pom")) {
                for (var configured : goals.of(session, module, plugin)) {
                    modules.add(new WatchedModule(
                            configured.name(), configured.goal().buildRequest()));
                }
            }
        }
        return modules;
    }

    /** With their parents, as far as these are files of this checkout. */
    private Set<Path> poms() {
        var poms = new TreeSet<Path>();
        for (MavenProject module : session.getProjects()) {
            for (var project = module; project != null; project = project.getParent()) {
                File file = project.getFile();
                if (file != null) {
                    poms.add(file.toPath());
                }
            }
        }
        return poms;
    }
}
