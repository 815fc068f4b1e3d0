package io.github.bpfmaven.toolchain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory of an installed LLVM that the user has named: a prefix like {@code /usr/lib/llvm-20}, or the directory
 * that its clang is in.
 *
 * <p>An LLVM as distributions pack it has a clang and no JNI library of JavaCPP; it then compiles, and links still run on
 * the libraries of {@code org.bytedeco:llvm}.
 */
public final class LlvmDirectory {
    private static final int MAJOR = 20;
    private static final List<String> LIBRARIES = List.of("LLVM", "clang-cpp", "jniLLVM", "LTO", "Remarks");

    private final Path directory;

    public LlvmDirectory(Path directory) {
        this.directory = directory;
    }

    /**
     * Starts its clang and checks version and targets.
     *
     * @return with an empty {@link LlvmHome#jniLibraryDirectory()} when {@code lib} has no JNI library
     * @throws ToolchainException when there is no clang, it doesn't start, isn't of LLVM 20, or can't compile for BPF
     */
    public LlvmHome home() throws ToolchainException {
        Path clang = clang();
        ClangProbe probe = new ClangProbe(clang);
        ClangProbe.Version version = probe.version();
        if (version.line().startsWith("Apple") || version.major() != MAJOR) {
            throw new ToolchainException("<toolchain> names " + directory + ", and the clang there is \""
                    + version.line() + "\"; it must be LLVM " + MAJOR + ": " + reason(version)
                    + " Name a directory with LLVM " + MAJOR + " (for example /usr/lib/llvm-" + MAJOR
                    + " from a package clang-" + MAJOR + "), or leave out <toolchain> to use the one from Maven "
                    + "Central.");
        }
        probe.requireBpf();
        return LlvmHome.of(prefixOf(clang), clang, version.number(), version.line() + " " + stateOf(clang));
    }

    /**
     * What tells this LLVM from another one without starting a process: real path, size and date of its clang, and size and date
     * of the libraries beside it that have LLVM in them.
     *
     * @throws ToolchainException when there is no clang, or something can't be read
     */
    public String state() throws ToolchainException {
        Path clang = clang();
        StringBuilder state = new StringBuilder();
        try {
            Path real = clang.toRealPath();
            state.append(real).append(' ').append(stateOf(real));
            for (Path library : libraries(real.getParent())) {
                state.append(' ').append(library.getFileName()).append(' ').append(stateOf(library));
            }
            return state.toString();
        } catch (IOException e) {
            throw new ToolchainException(clang + " can't be read: " + e, e);
        }
    }

    /**
     * One digest over its clang and the libraries beside it that have LLVM in them, whatever directory that is. Takes a second.
     *
     * @throws ToolchainException when there is no clang, or something can't be read
     */
    public String sha256() throws ToolchainException {
        Path clang = clang();
        StringBuilder all = new StringBuilder();
        try {
            Path real = clang.toRealPath();
            all.append(Sha256.of(real));
            for (Path library : libraries(real.getParent())) {
                all.append(' ').append(library.getFileName()).append(' ').append(Sha256.of(library));
            }
            return Sha256.of(all.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ToolchainException(clang + " can't be read: " + e, e);
        }
    }

    /** Whether it has the JNI library that links run on. */
    public boolean hasLinkLibrary() throws ToolchainException {
        Path clang = clang();
        return LlvmHome.of(prefixOf(clang), clang, "", "").jniLibraryDirectory().isPresent();
    }

    private static List<Path> libraries(Path bin) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path place : List.of(bin, bin.resolveSibling("lib"))) {
            if (Files.isDirectory(place)) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(place, LlvmDirectory::isLlvm)) {
                    files.forEach(found::add);
                }
            }
        }
        found.sort(null);
        return found;
    }

    private static boolean isLlvm(Path file) {
        String name = file.getFileName().toString();
        return !Files.isDirectory(file)
                && LIBRARIES.stream().anyMatch(prefix -> name.startsWith(prefix) || name.startsWith("lib" + prefix))
                && !name.endsWith(".a");
    }

    private Path clang() throws ToolchainException {
        if (!Files.isDirectory(directory)) {
            throw new ToolchainException("<toolchain> names " + directory + ", which "
                    + (Files.exists(directory) ? "is not a directory" : "does not exist")
                    + "; it must be the prefix of an installed LLVM 20, for example /usr/lib/llvm-20");
        }
        return Stream.of("bin/clang", "bin/clang.exe", "clang", "clang.exe")
                .map(directory::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new ToolchainException("<toolchain> names " + directory
                        + ", which has neither bin/clang nor clang; it must be the prefix of an installed LLVM 20, "
                        + "for example /usr/lib/llvm-20"));
    }

    private static String reason(ClangProbe.Version version) {
        if (version.line().startsWith("Apple")) {
            return "Apple's clang has its own version numbers and no BPF target.";
        }
        return version.major() > MAJOR
                ? "links run on LLVM " + LlvmRelease.PINNED.version()
                        + ", which can't be relied upon to read the bitcode of a newer clang."
                : "the plugin is tested with that alone, and an older clang makes other BPF code and other BTF.";
    }

    private static Path prefixOf(Path clang) {
        Path bin = clang.toAbsolutePath().normalize().getParent();
        Path prefix = bin.getParent();
        boolean inBin = bin.endsWith("bin") && prefix != null;
        return inBin ? prefix : bin;
    }

    /** Size and date, as hashing a static clang of 140 MB at each build would cost more than compiling. */
    private static String stateOf(Path clang) throws ToolchainException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(clang.toRealPath(), BasicFileAttributes.class);
            return attributes.size() + " bytes of " + attributes.lastModifiedTime();
        } catch (IOException e) {
            throw new ToolchainException(clang + " can't be read: " + e, e);
        }
    }
}
