package io.github.bpfmaven.plugin.mojo;

import javax.inject.Inject;

import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;

import io.github.bpfmaven.plugin.toolchain.MavenToolchains;
import io.github.bpfmaven.toolchain.ToolchainException;

/**
 * Gets the LLVM that {@code bpf:compile} needs, so that later builds find it also without a network: for container
 * images, CI caches and after {@code dependency:go-offline}, which doesn't know of it. Needs no project:
 *
 * <pre>{@code mvn io.github.bpf-maven:bpf-maven-plugin:install-toolchain}</pre>
 *
 * @since 0.1.0
 */
@Mojo(name = "install-toolchain", requiresProject = false, threadSafe = true)
public final class InstallToolchainMojo extends AbstractBpfMojo {
    private final MavenToolchains toolchains;

    @Inject
    InstallToolchainMojo(MavenToolchains toolchains) {
        this.toolchains = toolchains;
    }

    @Override
    public void execute() throws MojoExecutionException {
        if (skip) {
            getLog().info("Skipped: bpf.skip is set");
            return;
        }
        try {
            var llvm = toolchains.resolve(toolchainRequest());
            getLog().info("LLVM " + llvm.version() + " is ready in " + llvm.directory());
        } catch (ToolchainException failure) {
            throw new MojoExecutionException(named(failure.getMessage()), failure);
        }
    }
}
