package io.github.bpfmaven.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.bpfmaven.toolchain.HostPlatform;
import io.github.bpfmaven.toolchain.LlvmHome;
import io.github.bpfmaven.toolchain.LlvmInstaller;
import io.github.bpfmaven.toolchain.LlvmRelease;
import io.github.bpfmaven.toolchain.ToolchainException;
import io.github.bpfmaven.toolchain.ToolchainListener;

/** Finds the LLVM to link with: where it is said to be, or what bpf-maven-plugin has unpacked. */
final class LlvmLocator {
    static final String VARIABLE = "BPF_LLVM_HOME";

    private static final List<String> LIBRARIES = List.of("libjniLLVM.so", "libjniLLVM.dylib", "jniLLVM.dll");

    private final Map<String, String> environment;
    private final Path localRepository;

    /** @param localRepository Maven's, in which the plugin's cache is */
    LlvmLocator(Map<String, String> environment, Path localRepository) {
        this.environment = environment;
        this.localRepository = localRepository;
    }

    /** Maven's usual place, or the one that {@code maven.repo.local} names. */
    static Path defaultRepository() {
        var named = System.getProperty("maven.repo.local", "");
        return named.isEmpty() ? Path.of(System.getProperty("user.home"), ".m2", "repository") : Path.of(named);
    }

    /**
     * The directory with LLVM's native libraries.
     *
     * @param named what {@code --llvm} says, if anything
     * @throws ToolchainException if there is none; says how to get one
     */
    Path libraries(@Nullable Path named) throws ToolchainException {
        if (named != null) {
            return below(named, "--llvm");
        }
        var variable = environment.getOrDefault(VARIABLE, "");
        return variable.isEmpty() ? unpacked() : below(Path.of(variable), VARIABLE);
    }

    private static Path below(Path directory, String origin) throws ToolchainException {
        for (var candidate : List.of(directory.resolve("lib"), directory)) {
            if (LIBRARIES.stream().anyMatch(library -> Files.isRegularFile(candidate.resolve(library)))) {
                return candidate.toAbsolutePath();
            }
        }
        throw new ToolchainException(origin + " names " + directory + ", which "
                + (Files.isDirectory(directory)
                        ? "has no libjniLLVM in it or in lib: that library is in no LLVM as distributions pack it, but in"
                                + " the one that bpf-maven-plugin unpacks"
                        : "is no directory")
                + ". " + howToGet());
    }

    private Path unpacked() throws ToolchainException {
        var platform = HostPlatform.require(System.getProperty("os.name"), System.getProperty("os.arch"));
        var cache = localRepository.resolve(".cache").resolve("bpf-maven-plugin");
        var found = new LlvmInstaller(cache, ToolchainListener.silent()).find(LlvmRelease.PINNED.archive(platform));
        return found.flatMap(LlvmHome::jniLibraryDirectory)
                .orElseThrow(() -> new ToolchainException(
                        "there is no LLVM " + LlvmRelease.PINNED.version() + " in " + cache + ". " + howToGet()));
    }

    private static String howToGet() {
        return "To unpack LLVM " + LlvmRelease.PINNED.version() + " from Maven Central: mvn io.github.bpf-maven:"
                + "bpf-maven-plugin:" + Version.number() + ":install-toolchain";
    }
}
