package io.github.bpfmaven.plugin.mojo;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

import io.github.bpfmaven.plugin.incremental.PluginIdentity;
import io.github.bpfmaven.plugin.toolchain.ToolchainRequest;
import io.github.bpfmaven.problem.Explanations;
import io.github.bpfmaven.problem.Speaker;
import io.github.bpfmaven.toolchain.LlvmRelease;

/** What all goals share: which LLVM, and whether to do anything. */
abstract class AbstractBpfMojo extends AbstractMojo {
    /**
     * Skips this plugin's goals. Nothing is looked up, resolved or written.
     * Example: {@code -Dbpf.skip}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.skip", defaultValue = "false")
    boolean skip;

    /**
     * Directory of an installed LLVM to use in place of the one that the plugin gets from Maven's repositories: the one
     * that has {@code bin/clang}, such as {@code /usr/lib/llvm-20}. Its version must be 20 and it must have the BPF
     * targets; both are checked. Relative to the project's directory.
     * Example: {@code -Dbpf.toolchain=/usr/lib/llvm-20}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.toolchain")
    @Nullable
    File toolchain;

    /**
     * Where LLVM is unpacked, once for all projects: some 256 MiB. Files in it are executed and loaded, so it must not
     * be mounted noexec. Default: {@code .cache/bpf-maven-plugin} in the local repository.
     * Example: {@code -Dbpf.cacheDirectory=/var/cache/bpf}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.cacheDirectory")
    @Nullable
    File cacheDirectory;

    /** The module that is built; without a POM, an empty one. */
    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    MavenProject project;

    /** The whole build. */
    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    MavenSession session;

    /** This plugin. */
    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    PluginDescriptor plugin;

    /** Who builds: this plugin, with the versions of what it is made of, which a POM may change. */
    final PluginIdentity pluginIdentity() {
        var own = plugin.getGroupId();
        var versions = new TreeSet<String>();
        var code = new TreeSet<Path>();
        code.add(plugin.getPluginArtifact().getFile().toPath());
        for (var artifact : plugin.getArtifacts()) {
            if (artifact.getGroupId().equals(own)) {
                code.add(artifact.getFile().toPath());
            } else if (!artifact.getGroupId().equals(LlvmRelease.GROUP_ID)) {
                versions.add(artifact.getId());
            }
        }
        return new PluginIdentity(plugin.getVersion(), List.copyOf(versions), List.copyOf(code));
    }

    final ToolchainRequest toolchainRequest() {
        return new ToolchainRequest(
                session.getRepositorySession(),
                project.getRemotePluginRepositories(),
                Optional.ofNullable(cacheDirectory).map(File::toPath),
                Optional.ofNullable(toolchain).map(File::toPath),
                plugin.getArtifacts(),
                plugin.getVersion());
    }

    /** A message of what is wrong with the surroundings, with the name under which the page of known failures has it. */
    static String named(String message) {
        return new Explanations(Map::of).named(Speaker.SURROUNDINGS, message);
    }
}
