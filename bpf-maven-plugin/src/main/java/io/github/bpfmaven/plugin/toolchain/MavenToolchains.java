package io.github.bpfmaven.plugin.toolchain;

import java.nio.file.Path;
import java.util.Optional;

import javax.inject.Inject;

import org.apache.maven.artifact.Artifact;
import org.eclipse.aether.RepositorySystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.toolchain.HostPlatform;
import io.github.bpfmaven.toolchain.HostRequirements;
import io.github.bpfmaven.toolchain.LlvmArchive;
import io.github.bpfmaven.toolchain.LlvmDirectory;
import io.github.bpfmaven.toolchain.LlvmHome;
import io.github.bpfmaven.toolchain.LlvmInstaller;
import io.github.bpfmaven.toolchain.LlvmRelease;
import io.github.bpfmaven.toolchain.ToolchainException;
import io.github.bpfmaven.toolchain.ToolchainListener;

/**
 * Finds the LLVM of a build. In this order: the directory that the user names, what the user added to the plugin's
 * dependencies, what an earlier build has unpacked, and at last Maven's repositories.
 *
 * <p>A concrete class that Guice binds by its constructor: it needs neither an index nor a {@code @Named}, which Sisu 0.3.4
 * (Maven 3.8.7) can't bind to an interface in Java 17 bytecode.
 */
public final class MavenToolchains {
    private static final Logger LOG = LoggerFactory.getLogger(MavenToolchains.class);

    private final LlvmResolver resolver;
    private final LlvmRelease release;

    @Inject
    public MavenToolchains(RepositorySystem repositorySystem) {
        this(repositorySystem, LlvmRelease.PINNED);
    }

    MavenToolchains(RepositorySystem repositorySystem, LlvmRelease release) {
        this.resolver = new LlvmResolver(repositorySystem);
        this.release = release;
    }

    /**
     * The LLVM to compile and link with; downloaded and unpacked if there is none yet.
     *
     * @return always with a {@link LlvmHome#jniLibraryDirectory()}. When the user's directory has none, that is the
     *     one of {@code org.bytedeco:llvm}, and only clang is the user's.
     * @throws ToolchainException when there is none for this host, it can't be resolved or unpacked, or the user's
     *     directory isn't an LLVM that serves
     */
    public LlvmHome resolve(ToolchainRequest request) throws ToolchainException {
        Optional<Path> directory = request.directory();
        if (directory.isEmpty()) {
            return fromMaven(request);
        }
        LlvmHome home = new LlvmDirectory(directory.get()).home();
        LOG.debug("LLVM {} from {}", home.version(), home.directory());
        return home.jniLibraryDirectory().isPresent() ? home : home.withLinkLibrariesOf(fromMaven(request));
    }

    /** As {@link #installed}; empty also if there is none that serves. */
    public Optional<LlvmHome> ifInstalled(ToolchainRequest request) {
        try {
            return installed(request);
        } catch (ToolchainException none) {
            LOG.debug("There is no LLVM here yet", none);
            return Optional.empty();
        }
    }

    /** Where the LLVM is that {@link #ifInstalled} gives, found without starting a process; if it is one that serves. */
    public Optional<Path> whereInstalled(ToolchainRequest request) {
        try {
            return request.directory().isPresent()
                    ? request.directory()
                    : unpacked(request).map(LlvmHome::directory);
        } catch (ToolchainException none) {
            LOG.debug("There is no LLVM here yet", none);
            return Optional.empty();
        }
    }

    /**
     * Which LLVM {@link #resolve} would give, as far as that can be told without resolving it or starting a process.
     *
     * @throws ToolchainException when there is none for this host, or the user's directory has no clang
     */
    public ToolchainIdentity identity(ToolchainRequest request) throws ToolchainException {
        if (request.directory().isEmpty()) {
            return ofMaven(request);
        }
        LlvmDirectory directory = new LlvmDirectory(request.directory().get());
        if (directory.hasLinkLibrary()) {
            return new ToolchainIdentity(directory.state(), Optional.empty());
        }
        ToolchainIdentity linker = ofMaven(request);
        return new ToolchainIdentity(directory.state() + ", linked by " + linker.name(), linker.jar());
    }

    /**
     * The LLVM that {@link #resolve} would give, if it gave it without getting or unpacking anything.
     *
     * @throws ToolchainException when there is none for this host, or the user's directory isn't an LLVM that serves
     */
    public Optional<LlvmHome> installed(ToolchainRequest request) throws ToolchainException {
        if (request.directory().isPresent()) {
            LlvmHome home = new LlvmDirectory(request.directory().get()).home();
            return home.jniLibraryDirectory().isPresent()
                    ? Optional.of(home)
                    : unpacked(request).map(home::withLinkLibrariesOf);
        }
        return unpacked(request);
    }

    /** Where the LLVM of a build comes from, for people. */
    public String origin(ToolchainRequest request) {
        if (request.directory().isPresent()) {
            return "a directory of yours (bpf.toolchain)";
        }
        Optional<NativeArtifact> added = HostPlatform.of(System.getProperty("os.name"), System.getProperty("os.arch"))
                .flatMap(platform -> NativeArtifact.among(request.pluginArtifacts(), platform));
        return LlvmRelease.GROUP_ID + ":" + LlvmRelease.ARTIFACT_ID + ":"
                + added.map(artifact -> artifact.version() + " among the plugin's <dependencies>")
                        .orElse(release.artifactVersion() + " from Maven's repositories");
    }

    /**
     * What a lock calls the LLVM of a build: the same on all hosts, and known without a host that has one.
     *
     * @return {@code directory} alone, for a directory of the user's
     */
    public String lockName(ToolchainRequest request) {
        return request.directory().isPresent() ? "directory" : mavenName(request);
    }

    /**
     * As {@link #lockName}, of an LLVM that is there: of a user's directory, its version and the digest of its programs.
     *
     * @throws ToolchainException as {@link #resolve} does
     */
    public String exactLockName(ToolchainRequest request) throws ToolchainException {
        if (request.directory().isEmpty()) {
            return mavenName(request);
        }
        var directory = new LlvmDirectory(request.directory().get());
        var linker = directory.hasLinkLibrary() ? "" : ", linked by " + mavenName(request);
        return "directory " + directory.home().version() + " sha256:" + directory.sha256() + linker;
    }

    private String mavenName(ToolchainRequest request) {
        return request.pluginArtifacts().stream()
                .filter(artifact -> artifact.getGroupId().equals(LlvmRelease.GROUP_ID)
                        && artifact.getArtifactId().equals(LlvmRelease.ARTIFACT_ID)
                        && artifact.hasClassifier()
                        && !artifact.getVersion().equals(release.artifactVersion()))
                .findFirst()
                .map(Artifact::getVersion)
                .orElseGet(release::name);
    }

    private ToolchainIdentity ofMaven(ToolchainRequest request) throws ToolchainException {
        HostPlatform platform = HostPlatform.require(System.getProperty("os.name"), System.getProperty("os.arch"));
        Optional<NativeArtifact> added =
                NativeArtifact.among(request.pluginArtifacts(), platform).filter(artifact -> !artifact.isOf(release));
        return added.map(artifact -> new ToolchainIdentity("llvm " + artifact.version(), Optional.of(artifact.jar())))
                .orElseGet(() -> new ToolchainIdentity(release.archive(platform).identity(), Optional.empty()));
    }

    private Optional<LlvmHome> unpacked(ToolchainRequest request) throws ToolchainException {
        HostPlatform platform = HostPlatform.require(System.getProperty("os.name"), System.getProperty("os.arch"));
        Optional<NativeArtifact> added = NativeArtifact.among(request.pluginArtifacts(), platform);
        return new LlvmInstaller(request.cache(), ToolchainListener.silent()).find(archive(added, platform));
    }

    private LlvmArchive archive(Optional<NativeArtifact> added, HostPlatform platform) throws ToolchainException {
        return added.isPresent() ? added.get().archive(release, platform) : release.archive(platform);
    }

    private LlvmHome fromMaven(ToolchainRequest request) throws ToolchainException {
        HostPlatform platform = HostPlatform.require(System.getProperty("os.name"), System.getProperty("os.arch"));
        Optional<NativeArtifact> added = NativeArtifact.among(request.pluginArtifacts(), platform);
        LlvmArchive archive = archive(added, platform);
        LlvmInstaller installer = new LlvmInstaller(request.cache(), new LogListener());
        Optional<LlvmHome> installed = installer.find(archive);
        if (installed.isPresent()) {
            return installed.get();
        }
        new HostRequirements().check(platform);
        return installer.install(archive, () -> added.isPresent() ? announce(added.get()) : get(platform, request));
    }

    private Path announce(NativeArtifact added) {
        if (added.isOf(release)) {
            LOG.info("LLVM {} comes from the plugin's <dependencies>: {}", release.version(), added.jar());
        } else {
            LOG.warn(
                    "LLVM {} comes from the plugin's <dependencies>: {}. The plugin is tested with {}, and has no"
                            + " digest to check another one by",
                    added.version(),
                    added.jar(),
                    release.artifactVersion());
        }
        return added.jar();
    }

    private Path get(HostPlatform platform, ToolchainRequest request) throws ToolchainException {
        LlvmRelease.Jar jar = release.jar(platform);
        LOG.info(
                "LLVM {} for {} is needed once ({} MiB to download unless it is in the local repository, {} MiB unpacked"
                        + " to {})",
                release.version(),
                platform.classifier(),
                mebibytes(jar.sizeInBytes()),
                mebibytes(jar.unpackedInBytes()),
                request.cache());
        return resolver.resolve(release, platform, request);
    }

    private static long mebibytes(long bytes) {
        return Math.round(bytes / 1048576.0);
    }

    private static final class LogListener implements ToolchainListener {
        @Override
        public void info(String message) {
            LOG.info(message);
        }

        @Override
        public void warn(String message) {
            LOG.warn(message);
        }
    }
}
