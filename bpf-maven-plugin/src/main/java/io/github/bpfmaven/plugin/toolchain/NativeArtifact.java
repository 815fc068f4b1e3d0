package io.github.bpfmaven.plugin.toolchain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.apache.maven.artifact.Artifact;

import io.github.bpfmaven.toolchain.HostPlatform;
import io.github.bpfmaven.toolchain.LlvmArchive;
import io.github.bpfmaven.toolchain.LlvmRelease;
import io.github.bpfmaven.toolchain.Sha256;
import io.github.bpfmaven.toolchain.ToolchainException;

/**
 * LLVM's native parts for the host among the plugin's own artifacts: there when the user has added
 * {@code org.bytedeco:llvm-platform}, or {@code org.bytedeco:llvm} with a classifier, to the plugin's dependencies.
 *
 * @param version for example {@code 20.1.7-1.5.12}
 * @param jar in the local repository
 */
record NativeArtifact(String version, Path jar) {

    /** @return empty when the user has added none for this host, so that one must be resolved */
    static Optional<NativeArtifact> among(List<Artifact> pluginArtifacts, HostPlatform platform) {
        return pluginArtifacts.stream()
                .filter(artifact -> LlvmRelease.GROUP_ID.equals(artifact.getGroupId())
                        && LlvmRelease.ARTIFACT_ID.equals(artifact.getArtifactId())
                        && platform.classifier().equals(artifact.getClassifier())
                        && artifact.getFile() != null)
                .findFirst()
                .map(artifact -> new NativeArtifact(
                        artifact.getVersion(), artifact.getFile().toPath()));
    }

    boolean isOf(LlvmRelease release) {
        return version.equals(release.artifactVersion());
    }

    /**
     * What to unpack. Of another release than the pinned one no digest is known beforehand: then the file is taken as it
     * is, and its own digest (0.1 to 0.4 s at each build) tells it from others.
     *
     * @throws ToolchainException when it is another LLVM than 20, or can't be read
     */
    LlvmArchive archive(LlvmRelease pinned, HostPlatform platform) throws ToolchainException {
        if (isOf(pinned)) {
            return pinned.archive(platform);
        }
        if (!version.startsWith("20.")) {
            throw new ToolchainException("The plugin's <dependencies> bring " + LlvmRelease.GROUP_ID + ":"
                    + LlvmRelease.ARTIFACT_ID + ":" + version + "; the plugin works with LLVM 20. Take version "
                    + pinned.artifactVersion() + ", or leave the dependency out.");
        }
        try {
            return LlvmArchive.of(version, platform, Sha256.of(jar));
        } catch (IOException e) {
            throw new ToolchainException(jar + " can't be read: " + e, e);
        }
    }
}
