package io.github.bpfmaven.toolchain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether LLVM's native parts will run on this Linux, found out before 141 MiB are downloaded. Only what is known to
 * be missing is an error: what can't be found out is left to the first start of clang.
 */
public final class HostRequirements {
    /**
     * The way out of a host without LLVM. A directory with clang alone is not enough there: links need JavaCPP's
     * library, and the one on Central is for the supported hosts.
     */
    static final String WAY_OUT = "Build on one of those (objects are the same from any host), or name in <toolchain> "
            + "(bpf.toolchain) a directory with an LLVM 20 for this host that has bin/clang and JavaCPP's jniLLVM "
            + "library in lib.";

    private static final String GLIBC = "GLIBC_2.34";
    private static final String LIBSTDCXX = "GLIBCXX_3.4.30";

    private final Path root;
    private final Path maps;
    private final List<Path> libraryPath;

    /** For this process. */
    public HostRequirements() {
        this(Path.of("/"), Path.of("/proc/self/maps"), libraryPathOfThisProcess());
    }

    /**
     * For a machine whose files are below another directory.
     *
     * @param root where {@code lib} and {@code usr/lib} are
     * @param maps the mappings of a JVM in this machine, in the format of {@code /proc/self/maps}
     * @param libraryPath directories that the dynamic loader searches first
     */
    HostRequirements(Path root, Path maps, List<Path> libraryPath) {
        this.root = root;
        this.maps = maps;
        this.libraryPath = List.copyOf(libraryPath);
    }

    /** @throws ToolchainException when LLVM's files can't run here: the C library is musl, or a library is too old */
    public void check(HostPlatform platform) throws ToolchainException {
        if (!platform.isLinux()) {
            return;
        }
        List<Path> mapped = mappedFiles();
        checkMusl(mapped);
        checkSymbolVersion(mapped, "libc.so.6", GLIBC, "glibc 2.34 or newer");
        checkSymbolVersion(mapped, "libstdc++.so.6", LIBSTDCXX, "libstdc++ of GCC 12 or newer");
    }

    private void checkMusl(List<Path> mapped) throws ToolchainException {
        boolean glibc = mapped.stream().anyMatch(file -> fileName(file).startsWith("libc.so.6"));
        boolean musl = mapped.stream().anyMatch(HostRequirements::isMusl);
        // A glibc system may have musl installed beside it, so /lib counts only if the mappings say nothing.
        if (musl || (!glibc && muslInstalled())) {
            throw new ToolchainException("This host's C library is musl (Alpine?); LLVM's files from Maven Central "
                    + "need glibc 2.34 or newer, as in Debian 12, Ubuntu 22.04 or Fedora 36 and images made from "
                    + "them. " + WAY_OUT);
        }
    }

    private void checkSymbolVersion(List<Path> mapped, String library, String version, String what)
            throws ToolchainException {
        List<Path> found = Stream.concat(
                        mapped.stream().filter(file -> fileName(file).startsWith(library)),
                        directories().map(directory -> directory.resolve(library)))
                .filter(Files::isRegularFile)
                .toList();
        // Any copy that is new enough lets the build go on: which one clang will load is the loader's business.
        if (!found.isEmpty() && found.stream().noneMatch(file -> mayHold(file, version))) {
            throw new ToolchainException(found.get(0) + " is too old: it doesn't have " + version + ". LLVM's files "
                    + "from Maven Central need " + what + ", as in Debian 12, Ubuntu 22.04 or Fedora 36 and images "
                    + "made from them. " + WAY_OUT);
        }
    }

    private Stream<Path> directories() {
        Stream<Path> known = Stream.of(
                        "usr/lib/x86_64-linux-gnu",
                        "usr/lib/aarch64-linux-gnu",
                        "lib/x86_64-linux-gnu",
                        "lib/aarch64-linux-gnu",
                        "usr/lib64",
                        "lib64",
                        "usr/lib",
                        "lib")
                .map(root::resolve);
        return Stream.concat(libraryPath.stream(), known);
    }

    private boolean muslInstalled() {
        try (DirectoryStream<Path> loaders = Files.newDirectoryStream(root.resolve("lib"), "ld-musl-*")) {
            return loaders.iterator().hasNext();
        } catch (IOException e) {
            return false;
        }
    }

    private List<Path> mappedFiles() {
        List<Path> files = new ArrayList<>();
        try (Stream<String> lines = Files.lines(maps, StandardCharsets.ISO_8859_1)) {
            lines.filter(line -> line.indexOf('/') > 0)
                    .map(line -> line.substring(line.indexOf('/')))
                    .distinct()
                    .map(Path::of)
                    .forEach(files::add);
        } catch (IOException | RuntimeException e) {
            // No /proc, or names that this JVM's file names can't hold: then nothing is known.
            files.clear();
        }
        return files;
    }

    private static boolean mayHold(Path library, String version) {
        try {
            // In .dynstr, as its own string; a library of this kind has 2 MiB.
            return new String(Files.readAllBytes(library), StandardCharsets.ISO_8859_1).contains(version + "\0");
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean isMusl(Path file) {
        String name = fileName(file);
        return name.startsWith("ld-musl-") || name.startsWith("libc.musl-");
    }

    private static String fileName(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }

    private static List<Path> libraryPathOfThisProcess() {
        String value = System.getenv().getOrDefault("LD_LIBRARY_PATH", "");
        return Stream.of(value.split(":"))
                .filter(part -> part.startsWith("/"))
                .map(Path::of)
                .toList();
    }
}
