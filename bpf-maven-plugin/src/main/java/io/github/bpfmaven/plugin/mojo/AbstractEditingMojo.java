package io.github.bpfmaven.plugin.mojo;

import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** What goals have in common that go with editing: they build what the POM's executions build. */
abstract class AbstractEditingMojo extends AbstractMojo {
    /**
     * Skips this plugin's goals. Nothing is looked up, resolved or written.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.skip", defaultValue = "false")
    boolean skip;

    /** The module. */
    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    MavenProject project;

    /** The whole build. */
    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    MavenSession session;

    /** This plugin. */
    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    PluginDescriptor plugin;
}
