package com.example.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

import com.example.quickstart.CounterBpf.BpfMap;

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

    /** Looks a key up in a map. */
    <K, V> V lookup(BpfMap<K, V> map, K key) throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of("bpftool", "-j", "map", "lookup", "pinned", pins + "/maps/" + map.mapName(), "key"));
        for (var part : map.encodeKey(key)) {
            command.add(Integer.toString(Byte.toUnsignedInt(part)));
        }
        // {"key":["0x06",...],"value":["0x03",...],"formatted":{...}}
        var entry = call(command.toArray(String[]::new));
        var value = entry.substring(entry.indexOf("\"value\":[") + 9, entry.indexOf(']', entry.indexOf("\"value\":[")));
        var digits = value.replaceAll("0x|[^0-9a-f]", "");
        return map.decodeValue(HexFormat.of().parseHex(digits));
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
