package io.github.bpfmaven.plugin.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

import io.github.bpfmaven.toolchain.Sha256;
import io.github.bpfmaven.worker.LightJvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@DisplayName("A cache that many use at once")
final class ParallelCacheTest {
    private @TempDir Path parent = Path.of("");
    private CacheDirectory directory = new CacheDirectory(parent);

    @BeforeEach
    void choose() {
        directory = new CacheDirectory(parent.resolve("builds"));
    }

    @Test
    @DisplayName("is never wrong with eight threads at work on it, and one that damages and deletes")
    void threads() throws Exception {
        var pool = Executors.newFixedThreadPool(9);
        try {
            var cache = directory.open(400_000);
            var workers = new ArrayList<Callable<Integer>>();
            for (var thread = 0; thread < 8; thread++) {
                var random = new Random(thread);
                workers.add(() -> {
                    var wrong = 0;
                    for (var round = 0; round < 1_000; round++) {
                        var number = random.nextInt(40);
                        var found = cache.get(CacheContents.key(number));
                        if (found.isEmpty()) {
                            cache.put(CacheContents.key(number), CacheContents.payload(number));
                        } else if (!Arrays.equals(found.get(), CacheContents.payload(number))) {
                            wrong++;
                        }
                        if (round % 100 == 0) {
                            cache.trim();
                        }
                    }
                    return wrong;
                });
            }
            workers.add(() -> vandalise(new Random(9), 300));
            for (var worker : pool.invokeAll(workers)) {
                assertEquals(0, worker.get());
            }
            assertTrue(
                    cache.statistics().hits() > 1_000, () -> cache.statistics().toString());
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    @DisplayName("is never wrong with four processes at work on it, which trim it, and one that damages and deletes")
    void processes() throws Exception {
        var processes = new ArrayList<Process>();
        try {
            for (var seed = 0; seed < 4; seed++) {
                processes.add(new ProcessBuilder(command(seed, 300)).start());
            }
            var random = new Random(10);
            while (processes.stream().anyMatch(Process::isAlive)) {
                vandalise(random, 5);
            }
            for (var process : processes) {
                var errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
                assertEquals(0, process.waitFor(), errors);
                var hits = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
                assertTrue(Long.parseLong(hits) > 100, hits);
            }
            directory.open(400_000).put(CacheContents.key(0), CacheContents.payload(0));
            assertTrue(
                    directory.files().stream().noneMatch(file -> file.toString().endsWith(".tmp")), "a rest");
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    @Test
    @DisplayName(
            "is everybody's who may write to its directory, whatever the umask of who has filled it; others' is left alone")
    void umasks() throws Exception {
        assumeTrue(
                parent.getFileSystem().supportedFileAttributeViews().contains("unix"),
                "there are no permissions of Unix here");
        for (var mode : List.of(02775, 0777, 0755)) {
            directory = new CacheDirectory(Files.createDirectories(parent.resolve(Integer.toOctalString(mode))));
            Files.setAttribute(directory.path(), "unix:mode", mode);
            var line = new ArrayList<>(List.of("sh", "-c", "umask 077; exec \"$@\"", "sh"));
            line.addAll(command(1, 20));
            var filling = new ProcessBuilder(line).inheritIO().start();
            assertEquals(0, filling.waitFor());
            try (var made = Files.walk(directory.path())) {
                for (var path :
                        made.filter(path -> !path.equals(directory.path())).toList()) {
                    var expected = Files.isDirectory(path) ? mode : mode & 0666;
                    assertEquals(
                            Integer.toOctalString(mode == 0755 ? expected & 0700 : expected),
                            Integer.toOctalString((Integer) Files.getAttribute(path, "unix:mode") & 07777),
                            path.toString());
                }
            }
        }
    }

    /** Changes a byte of an entry in place, cuts it, deletes it, or makes trims due, each some milliseconds after the other. */
    private int vandalise(Random random, int times) throws IOException, InterruptedException {
        for (var time = 0; time < times; time++) {
            var file = directory.file(random.nextInt(40));
            try {
                switch (random.nextInt(4)) {
                    case 0 -> Files.delete(file);
                    case 1 -> Files.write(file, new byte[10], StandardOpenOption.WRITE);
                    case 2 ->
                        Files.write(file, new byte[10], StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
                    default ->
                        Files.setLastModifiedTime(
                                directory.stamp(), FileTime.from(Instant.now().minus(Duration.ofHours(2))));
                }
            } catch (NoSuchFileException notThereNow) {
                // Another time.
            }
            Thread.sleep(2);
        }
        return 0;
    }

    /** A process that works on the cache for so many rounds. */
    private List<String> command(int seed, int rounds) {
        var classes = List.of(CacheProcess.class, ContentCache.class, Sha256.class, Logger.class);
        var line = new ArrayList<>(List.of(LightJvm.java().toString()));
        line.addAll(LightJvm.classPathOption(LightJvm.classPath(classes)));
        line.add(CacheProcess.class.getName());
        line.addAll(List.of(directory.path().toString(), "400000", Integer.toString(seed), Integer.toString(rounds)));
        return line;
    }
}
