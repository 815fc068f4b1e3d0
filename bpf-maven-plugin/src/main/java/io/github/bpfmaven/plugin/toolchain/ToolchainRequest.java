package io.github.bpfmaven.plugin.toolchain;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.apache.maven.artifact.Artifact;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;

/**
 * Which LLVM a build wants, and where it may come from.
 *
 * @param session of the build: local repository, offline or not, mirrors and credentials
 * @param repositories to resolve from; the project's <em>plugin</em> repositories, as LLVM is a tool of the build
 * @param cacheDirectory where LLVM is unpacked; empty means {@code .cache/bpf-maven-plugin} in the local repository
 * @param directory of an installed LLVM that the user has named; empty means LLVM from Maven
 * @param pluginArtifacts of the plugin itself, with those that the user has added to its dependencies
 * @param pluginVersion for messages that name a goal to run
 */
public record ToolchainRequest(
        RepositorySystemSession session,
        List<RemoteRepository> repositories,
        Optional<Path> cacheDirectory,
        Optional<Path> directory,
        List<Artifact> pluginArtifacts,
        String pluginVersion) {
    public ToolchainRequest {
        repositories = List.copyOf(repositories);
        pluginArtifacts = List.copyOf(pluginArtifacts);
    }

    /** The cache that counts. */
    public Path cache() {
        return cacheDirectory.orElseGet(() -> session.getLocalRepository()
                .getBasedir()
                .toPath()
                .resolve(".cache")
                .resolve("bpf-maven-plugin"));
    }
}
