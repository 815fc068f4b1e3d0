package io.github.bpfmaven.plugin.mojo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import javax.inject.Inject;

import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.LifecycleExecutor;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugin.MavenPluginManager;
import org.apache.maven.plugin.Mojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;

/**
 * The goals that build something at each build of a module, with the parameters that they have there. Goals that do the same in
 * another way need so no parameters of their own, and can't have others.
 */
final class BuildGoals {
    private static final Set<String> GOALS = Set.of("compile", "test-compile");

    private final LifecycleExecutor lifecycle;
    private final BuildPluginManager realms;
    private final MavenPluginManager plugins;

    @Inject
    BuildGoals(LifecycleExecutor lifecycle, BuildPluginManager realms, MavenPluginManager plugins) {
        this.lifecycle = lifecycle;
        this.realms = realms;
        this.plugins = plugins;
    }

    /** One goal of one execution. */
    record Configured(String name, BuildGoal goal) {}

    /** Whether a module's POM has the plugin. */
    static boolean has(MavenProject project, PluginDescriptor plugin) {
        return project.getPlugin(plugin.getPluginLookupKey()) != null;
    }

    /**
     * Those that a module's POM has, in its order; {@code compile} if it has none, as it would be run from the command line.
     * What is skipped is left out.
     *
     * @throws MojoExecutionException if they can't be configured
     */
    List<Configured> of(MavenSession session, MavenProject project, PluginDescriptor plugin)
            throws MojoExecutionException {
        var own = session.clone();
        own.setCurrentProject(project);
        var prefix = plugin.getId() + ":";
        var tasks = new ArrayList<String>();
        var declared = project.getPlugin(plugin.getPluginLookupKey());
        if (declared != null) {
            for (var execution : declared.getExecutions()) {
                execution.getGoals().stream()
                        .filter(GOALS::contains)
                        .forEach(goal -> tasks.add(prefix + goal + "@" + execution.getId()));
            }
        }
        if (tasks.isEmpty()) {
            tasks.add(prefix + "compile");
        }
        var goals = new ArrayList<Configured>();
        for (var task : tasks) {
            var goal = configured(own, task);
            if (!goal.goal.isSkipped()) {
                goals.add(goal);
            }
        }
        return goals;
    }

    private Configured configured(MavenSession session, String task) throws MojoExecutionException {
        try {
            var plan = lifecycle.calculateExecutionPlan(session, task).getMojoExecutions();
            var execution = plan.get(plan.size() - 1);
            var descriptor = execution.getMojoDescriptor();
            descriptor.setRealm(realms.getPluginRealm(session, descriptor.getPluginDescriptor()));
            return new Configured(name(session, execution), goal(session, execution));
        } catch (MojoExecutionException known) {
            throw known;
        } catch (Exception failure) {
            // Maven has a dozen for it.
            throw new MojoExecutionException(task + " can't be configured: " + failure.getMessage(), failure);
        }
    }

    private BuildGoal goal(MavenSession session, MojoExecution execution) throws Exception {
        if (plugins.getConfiguredMojo(Mojo.class, session, execution) instanceof BuildGoal goal) {
            return goal;
        }
        throw new MojoExecutionException(session.getCurrentProject().getId()
                + " has this plugin with other <dependencies> than the module that Maven was started in: run the goal"
                + " in that module");
    }

    private static String name(MavenSession session, MojoExecution execution) {
        var module = session.getCurrentProject().getArtifactId();
        return execution.getGoal().equals("compile") ? module : module + " (tests)";
    }
}
