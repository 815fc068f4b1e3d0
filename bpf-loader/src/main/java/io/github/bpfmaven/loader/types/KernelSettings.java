package io.github.bpfmaven.loader.types;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

import io.github.bpfmaven.loader.kernel.KernelFiles;

/**
 * What a kernel was configured with: lines like {@code CONFIG_HZ=250}. Values are as they stand there.
 *
 * @param values by name; a setting that is not set has none
 */
public record KernelSettings(Map<String, String> values) {
    /** The map is copied. */
    public KernelSettings {
        values = Map.copyOf(values);
    }

    /**
     * Reads {@code /boot/config-RELEASE}, or where that is missing {@code /proc/config.gz}, in the order of libbpf.
     *
     * @return nothing if there is neither
     */
    public static Optional<KernelSettings> read(KernelFiles files) throws IOException {
        String release = files.text("/proc/sys/kernel/osrelease").orElse("");
        Optional<byte[]> plain = files.read("/boot/config-" + release);
        if (plain.isPresent()) {
            return plain.map(bytes -> of(new String(bytes, StandardCharsets.UTF_8)));
        }
        Optional<byte[]> packed = files.read("/proc/config.gz");
        if (packed.isEmpty()) {
            return Optional.empty();
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.get()))) {
            return Optional.of(of(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    /** Reads settings from text; what is no setting is left out, and of several the first counts. */
    public static KernelSettings of(String text) {
        Map<String, String> values = new HashMap<>();
        text.lines().filter(line -> line.startsWith("CONFIG_")).forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        return new KernelSettings(values);
    }
}
