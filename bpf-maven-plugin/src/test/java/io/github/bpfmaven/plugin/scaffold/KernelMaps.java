package io.github.bpfmaven.plugin.scaffold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.bpfmaven.testing.Kernel;

/** The maps of an object that is loaded into this machine's kernel, through bpftool. */
final class KernelMaps implements BiFunction<String, byte[][], byte[]>, AutoCloseable {
    private static final Pattern VALUE = Pattern.compile("\"value\":\\[(?<bytes>(?:\"0x[0-9a-f]{2}\",?)+)\\]");
    private static final Pattern FORMATTED = Pattern.compile("\"formatted\":(?<text>\\{.*\\})\\}");

    private final Path pins;
    /** What bpftool makes of the last entry of each map, by the BTF that the kernel has. */
    private final Map<String, String> formatted = new TreeMap<>();

    private KernelMaps(Path pins) {
        this.pins = pins;
    }

    /** Needs {@link Kernel#require}. */
    static KernelMaps of(Path object) throws IOException, InterruptedException {
        KernelMaps maps = new KernelMaps(Kernel.newPin());
        String pins = maps.pins.toString();
        maps.bpftool("prog", "loadall", object.toString(), pins, "pinmaps", pins);
        return maps;
    }

    /** Runs a program once with an empty packet, and gives what bpftool says of it. */
    String run(String program) throws IOException {
        Path packet = Files.write(Files.createTempFile("packet", ".bin"), new byte[64]);
        try {
            return bpftool("prog", "run", "pinned", pins.resolve(program).toString(), "data_in", packet.toString());
        } finally {
            Files.delete(packet);
        }
    }

    @Override
    public byte[] apply(String map, byte[][] entry) {
        String pin = pins.resolve(map).toString();
        List<String> key = hex("key", entry[0]);
        if (entry.length > 1) {
            bpftool(Stream.of(List.of("map", "update", "pinned", pin), key, hex("value", entry[1]))
                    .flatMap(List::stream)
                    .toArray(String[]::new));
        }
        String found =
                bpftool(Stream.of(List.of("-j", "map", entry[0].length == 0 ? "peek" : "lookup", "pinned", pin), key)
                        .flatMap(List::stream)
                        .toArray(String[]::new));
        var text = FORMATTED.matcher(found);
        if (text.find()) {
            formatted.put(map, text.group("text"));
        }
        return VALUE.matcher(found)
                .results()
                .map(value -> HexFormat.of().parseHex(value.group(1).replaceAll("0x|[\",]", "")))
                .reduce(new byte[0], KernelMaps::joined);
    }

    Map<String, String> formatted() {
        return formatted;
    }

    /** What bpftool shows of all entries. */
    String dump(String map) {
        return bpftool("-j", "map", "dump", "pinned", pins.resolve(map).toString());
    }

    @Override
    public void close() throws IOException {
        Kernel.unpin(pins);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static List<String> hex(String what, byte[] bytes) {
        List<String> arguments = new ArrayList<>();
        if (bytes.length > 0) {
            arguments.addAll(List.of(what, "hex"));
            for (byte each : bytes) {
                arguments.add(HexFormat.of().toHexDigits(each));
            }
        }
        return arguments;
    }

    private String bpftool(String... arguments) {
        try {
            Kernel.Result result = Kernel.bpftool(arguments);
            if (result.status() != 0) {
                throw new AssertionError(String.join(" ", arguments) + "\n" + result.output());
            }
            return result.output();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
