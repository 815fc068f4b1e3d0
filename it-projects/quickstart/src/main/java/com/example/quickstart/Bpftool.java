package com.example.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** The programs and maps of an object in the kernel, by way of the bpftool command; gone when closed. */
final class Bpftool implements AutoCloseable {
    private final Path pins;

    private Bpftool(Path pins) {
        this.pins = pins;
    }

    /** Whether there is a kernel to load programs, a right to do it, and the command. */
    static boolean isUsable() throws InterruptedException {
        try {
            return System.getProperty("os.name").equals("Linux")
                    && System.getProperty("user.name").equals("root")
                    && start("bpftool", "version").waitFor() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    static Bpftool load(Path object) throws IOException, InterruptedException {
        // bpftool mounts the file system for pins where it is missing.
        var pins = Path.of("/sys/fs/bpf", "quickstart-" + ProcessHandle.current().pid());
        var loaded = new Bpftool(pins);
        call("bpftool", "prog", "loadall", object.toString(), pins.toString(), "pinmaps", pins + "/maps");
        return loaded;
    }

    void run(String program, Path packet, int times) throws IOException, InterruptedException {
        var pin = pins.resolve(program).toString();
        call("bpftool", "prog", "run", "pinned", pin, "data_in", packet.toString(), "repeat", Integer.toString(times));
    }

    String dump(String map) throws IOException, InterruptedException {
        return call("bpftool", "map", "dump", "pinned", pins + "/maps/" + map);
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(pins)) {
            files.sorted(Comparator.reverseOrder()).forEach(Bpftool::delete);
        }
    }

    private static void delete(Path pin) {
        try {
            Files.delete(pin);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String call(String... command) throws IOException, InterruptedException {
        var process = start(command);
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
        return output;
    }

    private static Process start(String... command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
