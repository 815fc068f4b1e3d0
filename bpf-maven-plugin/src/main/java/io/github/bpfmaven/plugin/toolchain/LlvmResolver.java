package io.github.bpfmaven.plugin.toolchain;

import java.nio.file.Path;
import java.util.stream.Collectors;

import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

import io.github.bpfmaven.toolchain.HostPlatform;
import io.github.bpfmaven.toolchain.LlvmRelease;
import io.github.bpfmaven.toolchain.ToolchainException;

/** Gets LLVM's native parts for a host as Maven gets everything: mirrors, proxies, credentials and {@code -o} work. */
final class LlvmResolver {
    private final RepositorySystem repositorySystem;

    LlvmResolver(RepositorySystem repositorySystem) {
        this.repositorySystem = repositorySystem;
    }

    /** @throws ToolchainException with Maven's reason, when it is neither in the local nor in a remote repository */
    Path resolve(LlvmRelease release, HostPlatform platform, ToolchainRequest request) throws ToolchainException {
        Artifact artifact = new DefaultArtifact(
                LlvmRelease.GROUP_ID, LlvmRelease.ARTIFACT_ID, platform.classifier(), "jar", release.artifactVersion());
        try {
            return repositorySystem
                    .resolveArtifact(request.session(), new ArtifactRequest(artifact, request.repositories(), ""))
                    .getArtifact()
                    .getFile()
                    .toPath();
        } catch (ArtifactResolutionException e) {
            throw new ToolchainException(
                    request.session().isOffline() ? offline(artifact, request) : failed(artifact, request, e), e);
        }
    }

    private static String offline(Artifact artifact, ToolchainRequest request) {
        return "LLVM's native parts for this host, " + artifact + ", are not in the local repository, and Maven is "
                + "offline. Run once online: mvn io.github.bpf-maven:bpf-maven-plugin:" + request.pluginVersion()
                + ":install-toolchain; or copy the directory llvm-* of another machine's toolchain cache and name it in "
                + "<toolchain> (bpf.toolchain).";
    }

    private static String failed(Artifact artifact, ToolchainRequest request, ArtifactResolutionException e) {
        String repositories = request.repositories().stream()
                .map(repository -> repository.getId() + " (" + repository.getUrl() + ")")
                .collect(Collectors.joining(", "));
        return "Can't get LLVM's native parts for this host, " + artifact + ", from the plugin repositories ["
                + repositories + "]: " + e.getMessage() + ". Check that one of them, or the mirror for it in "
                + "settings.xml, has Maven Central's org.bytedeco artifacts.";
    }
}
