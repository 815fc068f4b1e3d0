package io.github.bpfmaven.toolchain;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;

/**
 * Unpacks LLVM into a cache that all builds of a machine share, one directory an archive.
 *
 * <p>A directory is there completely or not at all: it is filled under another name, clang in it is started once, and then
 * it is renamed. Builds that want the same one wait for each other; what a killed build has left is cleared away by the
 * next, and a directory that has lost files is made anew.
 */
public final class LlvmInstaller {
    private final Path cache;
    private final ToolchainListener listener;

    /** Gets the jar to be unpacked. */
    @FunctionalInterface
    public interface JarSource {
        /** @throws ToolchainException when it can't be had */
        Path jar() throws ToolchainException;
    }

    /** @param cacheDirectory is made when something is installed */
    public LlvmInstaller(Path cacheDirectory, ToolchainListener listener) {
        this.cache = cacheDirectory;
        this.listener = listener;
    }

    /**
     * An LLVM installed before. Looks at names and sizes alone, takes no lock, and writes nothing: cheap enough for each
     * build, and fit for a read-only cache.
     *
     * @return empty when it isn't there, or not whole
     */
    public Optional<LlvmHome> find(LlvmArchive archive) {
        Path home = cache.resolve(archive.name());
        return Marker.problem(home, archive).isEmpty() ? Optional.of(homeIn(home, archive)) : Optional.empty();
    }

    /**
     * Installs an LLVM, unless it is there already.
     *
     * @param source is asked only if something has to be installed, and while all other builds that want the same wait:
     *     they needn't download it as well
     * @throws ToolchainException from the source; or when the jar isn't the expected one, the cache can't be written or
     *     is full, or the clang doesn't run on this machine. The cache is then as it was, or without what was broken.
     */
    public LlvmHome install(LlvmArchive archive, JarSource source) throws ToolchainException {
        Optional<LlvmHome> found = find(archive);
        if (found.isPresent()) {
            return found.get();
        }
        try {
            Files.createDirectories(cache);
        } catch (IOException e) {
            throw cacheNotWritable(e);
        }
        try (DirectoryLock lock = lock(archive)) {
            // Maybe the build that had the lock has installed it.
            Optional<LlvmHome> meanwhile = find(archive);
            return meanwhile.isPresent() ? meanwhile.get() : install(lock, archive, source);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolchainException("Interrupted while LLVM was being installed into " + cache, e);
        } catch (IOException e) {
            throw new ToolchainException("Can't install LLVM into " + cache + ": " + e, e);
        }
    }

    private DirectoryLock lock(LlvmArchive archive) throws ToolchainException, InterruptedException {
        try {
            return DirectoryLock.acquire(
                    cache,
                    archive.name(),
                    () -> listener.info(
                            "Waiting for another build that is downloading or unpacking LLVM into " + cache));
        } catch (IOException e) {
            throw cacheNotWritable(e);
        }
    }

    private LlvmHome install(DirectoryLock lock, LlvmArchive archive, JarSource source)
            throws ToolchainException, IOException, InterruptedException {
        Path home = cache.resolve(archive.name());
        try (WorkDirectory work = WorkDirectory.create(lock, archive.name())) {
            Path jar = source.jar();
            requireDigest(jar, archive.sha256());
            if (Files.exists(home)) {
                deleteBroken(home, archive);
            }
            long start = System.nanoTime();
            fill(work.path(), archive, jar);
            move(work.path(), home);
            double seconds = (System.nanoTime() - start) / 1e9;
            listener.info(String.format(
                    Locale.ROOT,
                    "LLVM %s unpacked in %.1f s from %s (SHA-256 %s)",
                    archive.version(),
                    seconds,
                    jar.getFileName(),
                    archive.sha256()));
        }
        return homeIn(home, archive);
    }

    private void deleteBroken(Path home, LlvmArchive archive) throws ToolchainException {
        String problem = Marker.problem(home, archive).orElse("unknown");
        listener.warn("LLVM in " + home + " is broken (" + problem + "): unpacking it again");
        try {
            WorkDirectory.delete(home);
        } catch (IOException e) {
            throw new ToolchainException(
                    "LLVM in " + home + " is broken (" + problem + ") and can't be deleted: " + e
                            + ". Delete it by hand, or set bpf.cacheDirectory to another directory.",
                    e);
        }
    }

    private static void requireDigest(Path jar, String expected) throws ToolchainException, IOException {
        String actual = Sha256.of(jar);
        if (!actual.equals(expected)) {
            throw new ToolchainException(jar + " is not the expected file: its SHA-256 is " + actual + " instead of "
                    + expected + ". Delete it from the local repository, so that it is downloaded again; if that "
                    + "doesn't help, the repository it comes from has another file under this name.");
        }
    }

    private void fill(Path directory, LlvmArchive archive, Path jar)
            throws ToolchainException, IOException, InterruptedException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            Unpacker unpacker = new Unpacker(zip, archive.layout());
            Map<String, Long> sizes;
            try {
                sizes = unpacker.unpack(directory);
            } catch (IOException e) {
                throw unpackingFailed(unpacker.size(), e);
            }
            ClangProbe probe = new ClangProbe(homeIn(directory, archive).clang());
            probe.version();
            probe.requireBpf();
            new Marker(archive.sha256(), sizes).write(directory);
        }
    }

    private void move(Path temporary, Path home) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                Files.move(temporary, home, StandardCopyOption.ATOMIC_MOVE);
                return;
            } catch (AccessDeniedException e) {
                // Windows: a virus scanner has one of the new files open.
                if (attempt == 20) {
                    throw e;
                }
                Thread.sleep(25L * attempt);
            }
        }
    }

    private LlvmHome homeIn(Path directory, LlvmArchive archive) {
        return LlvmHome.of(
                directory, directory.resolve(archive.layout().program()), archive.version(), archive.identity());
    }

    private ToolchainException unpackingFailed(long needed, IOException e) {
        String free;
        try {
            free = String.valueOf(Files.getFileStore(cache).getUsableSpace() >> 20);
        } catch (IOException unknown) {
            free = "an unknown number of";
        }
        return new ToolchainException(
                "Can't unpack LLVM into " + cache + ", which needs " + (needed >> 20) + " MiB (" + needed
                        + " bytes) and has " + free + " MiB free: " + e.getMessage()
                        + ". Make room, or set bpf.cacheDirectory to another directory.",
                e);
    }

    private ToolchainException cacheNotWritable(IOException e) {
        return new ToolchainException(
                "Can't write the cache for LLVM, " + cache + ": " + e
                        + ". Set bpf.cacheDirectory to a directory that can be written.",
                e);
    }
}
