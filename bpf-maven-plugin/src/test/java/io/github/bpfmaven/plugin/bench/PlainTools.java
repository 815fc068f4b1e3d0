package io.github.bpfmaven.plugin.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.zip.ZipFile;

/**
 * Clang and llvm-objcopy for the plain side: of the LLVM that the plugin uses, unless others are given.
 *
 * @param clang the executable
 * @param objcopy the executable
 */
record PlainTools(Path clang, Path objcopy) {
    /**
     * @param llvm a directory with {@code bin/clang}; empty for the one that the plugin has unpacked
     * @param objcopy an executable; empty for the one in the jar that the plugin has unpacked, which it leaves there
     * @param cache where the plugin unpacks LLVM
     * @param repository the user's local repository, which has that jar
     * @param work where to put llvm-objcopy
     * @throws IllegalArgumentException if one isn't there; says what to do
     */
    static PlainTools find(Optional<Path> llvm, Optional<Path> objcopy, Path cache, Path repository, Path work)
            throws IOException {
        var home = llvm.isPresent() ? llvm.get() : unpacked(cache);
        var clang = home.resolve("bin/clang");
        if (!Files.isExecutable(clang)) {
            throw new IllegalArgumentException(
                    "there is no " + clang + ": set --llvm to a directory of LLVM 20 with bin/clang");
        }
        return new PlainTools(clang, objcopy.isPresent() ? objcopy.get() : fromJar(home, repository, work));
    }

    private static Path unpacked(Path cache) throws IOException {
        if (Files.isDirectory(cache)) {
            try (var entries = Files.list(cache)) {
                var newest = entries.filter(entry -> Files.isExecutable(entry.resolve("bin/clang")))
                        .max(Comparator.comparing(Path::getFileName));
                if (newest.isPresent()) {
                    return newest.get();
                }
            }
        }
        throw new IllegalArgumentException("the plugin has not unpacked LLVM in " + cache
                + " yet: build any project with it, or set --llvm to a directory of LLVM 20");
    }

    private static Path fromJar(Path home, Path repository, Path work) throws IOException {
        var host = "linux-" + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64");
        try (var jars = Files.find(
                repository.resolve("org/bytedeco/llvm"),
                2,
                (file, attributes) -> file.getFileName().toString().matches("llvm-20\\..*-" + host + "\\.jar"))) {
            var jar = jars.max(Comparator.naturalOrder());
            if (jar.isPresent()) {
                return extract(jar.get(), "org/bytedeco/llvm/" + host + "/llvm-objcopy", home, work);
            }
        } catch (IOException noRepository) {
            throw notFound(repository);
        }
        throw notFound(repository);
    }

    private static IllegalArgumentException notFound(Path repository) {
        return new IllegalArgumentException("there is no LLVM 20 with llvm-objcopy in " + repository
                + ": set --objcopy to one, such as that of Debian's llvm packages");
    }

    private static Path extract(Path jar, String name, Path home, Path work) throws IOException {
        var file = work.resolve("llvm/bin/llvm-objcopy");
        Files.createDirectories(file.getParent());
        try (var zip = new ZipFile(jar.toFile());
                var content = zip.getInputStream(zip.getEntry(name))) {
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        }
        if (!file.toFile().setExecutable(true)) {
            throw new IOException(file + " can't be made executable");
        }
        // It looks for libLLVM in ../lib.
        var libraries = work.resolve("llvm/lib");
        Files.deleteIfExists(libraries);
        Files.createSymbolicLink(libraries, home.resolve("lib").toAbsolutePath());
        return file;
    }
}
