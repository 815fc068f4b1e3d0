package io.github.bpfmaven.plugin.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Chromium without a window. */
final class Chromium {
    private static final int SECONDS = 90;

    private final String command;
    private final Path directory;

    private Chromium(String command, Path directory) {
        this.command = command;
        this.directory = directory;
    }

    /** Nothing if there is none on this machine. @param directory for its profile and what it says */
    static Optional<Chromium> find(Path directory) {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .filter(name -> Stream.of(System.getenv("PATH").split(System.getProperty("path.separator")))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, name))))
                .findFirst()
                .map(name -> new Chromium(name, directory));
    }

    /** What a page looks like, as a PNG. */
    Path picture(Path page, int width, int height, String... more) throws IOException, InterruptedException {
        var picture = directory.resolve("picture" + more.length + "_" + width + ".png");
        var arguments = new ArrayList<>(
                List.of("--screenshot=" + picture, "--window-size=" + width + "," + height, "--hide-scrollbars"));
        arguments.addAll(List.of(more));
        run(page, arguments);
        return picture;
    }

    /** What a page has become after its scripts have run, and behind it what Chromium has to say. */
    String dom(Path page) throws IOException, InterruptedException {
        return run(page, List.of("--dump-dom", "--virtual-time-budget=2000"));
    }

    /** What Chromium has to say of a page, such as of what it can't load: a line each. */
    List<String> complaints(Path page) throws IOException, InterruptedException {
        return run(page, List.of("--dump-dom", "--enable-logging=stderr"))
                .lines()
                .filter(line -> line.contains("CONSOLE"))
                .toList();
    }

    private String run(Path page, List<String> arguments) throws IOException, InterruptedException {
        var said = directory.resolve("chromium.out");
        var all = new ArrayList<>(List.of(
                command,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--user-data-dir=" + directory.resolve("profile")));
        all.addAll(arguments);
        all.add(page.toUri().toString());
        var process = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IOException("Chromium has not ended: " + all);
        }
        return Files.readString(said, StandardCharsets.UTF_8);
    }
}
