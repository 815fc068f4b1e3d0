package io.github.bpfmaven.toolchain;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Takes what a layout names out of a jar, several files at a time: two libraries are nine tenths of the bytes. */
final class Unpacker {
    private static final int THREADS = 4;

    private final ZipFile jar;
    private final Map<LlvmLayout.File, ZipEntry> entries;

    /**
     * Looks for the entries, and reads none.
     *
     * @throws ToolchainException when the jar lacks one
     */
    Unpacker(ZipFile jar, LlvmLayout layout) throws ToolchainException {
        this.jar = jar;
        this.entries = new LinkedHashMap<>();
        for (LlvmLayout.File file : layout.files()) {
            ZipEntry entry = jar.getEntry(file.entry());
            if (entry == null) {
                throw new ToolchainException(jar.getName() + " has no " + file.entry()
                        + ": it isn't a jar of LLVM's native parts as org.bytedeco:llvm 20 has them");
            }
            entries.put(file, entry);
        }
    }

    /** What all files need on the disk, in bytes. */
    long size() {
        return entries.values().stream().mapToLong(ZipEntry::getSize).sum();
    }

    /**
     * Writes the files below a directory.
     *
     * @return the size of each in bytes, by its path below the directory
     */
    Map<String, Long> unpack(Path directory) throws IOException, InterruptedException {
        // The order they are started in: the largest first, since they alone decide how long it takes.
        List<LlvmLayout.File> files = new ArrayList<>(entries.keySet());
        files.sort(
                Comparator.comparingLong((LlvmLayout.File file) -> entry(file).getSize())
                        .reversed());
        for (LlvmLayout.File file : files) {
            Files.createDirectories(directory.resolve(file.target()).getParent());
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            Map<String, Future<Long>> running = new LinkedHashMap<>();
            files.forEach(file -> running.put(file.target(), threads.submit(() -> copy(file, directory))));
            Map<String, Long> sizes = new LinkedHashMap<>();
            for (Map.Entry<String, Future<Long>> one : running.entrySet()) {
                sizes.put(one.getKey(), one.getValue().get());
            }
            return sizes;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException("Unpacking " + jar.getName() + " failed: " + e.getCause(), e);
        } finally {
            close(threads);
        }
    }

    private ZipEntry entry(LlvmLayout.File file) {
        return Objects.requireNonNull(entries.get(file));
    }

    private long copy(LlvmLayout.File file, Path directory) throws IOException {
        Path target = directory.resolve(file.target());
        long size;
        try (InputStream in = jar.getInputStream(entry(file))) {
            size = Files.copy(in, target);
        }
        if (file.executable() && !target.toFile().setExecutable(true, false)) {
            throw new IOException("Can't make " + target + " executable");
        }
        return size;
    }

    /** Nobody may still be writing when the caller cleans up. */
    private static void close(ExecutorService threads) throws InterruptedException {
        threads.shutdownNow();
        boolean ended = false;
        while (!ended) {
            ended = threads.awaitTermination(1, TimeUnit.MINUTES);
        }
    }
}
