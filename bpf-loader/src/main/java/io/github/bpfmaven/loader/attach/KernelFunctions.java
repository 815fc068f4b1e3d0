package io.github.bpfmaven.loader.attach;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.github.bpfmaven.loader.types.TargetKernel;
import io.github.bpfmaven.loader.user.NamePatterns;

/**
 * The functions of the kernel that can be watched.
 *
 * <p>Source: {@code libbpf_available_kprobes_parse} in {@code src/libbpf.c} of libbpf 1.8.
 */
final class KernelFunctions {
    private static final List<String> PLACES = List.of("/sys/kernel/tracing/", "/sys/kernel/debug/tracing/");
    private static final String FILE = "available_filter_functions";

    private final TargetKernel target;

    KernelFunctions(TargetKernel target) {
        this.target = target;
    }

    /** Names that match a pattern, or addresses where the kernel tells them: several functions may have one name. */
    record Found(List<String> names, List<Long> addresses) {}

    Found matching(String pattern) throws IOException {
        Pattern wanted = NamePatterns.compile(pattern);
        Optional<String> withAddresses = text(FILE + "_addrs");
        Optional<String> lines = withAddresses.isPresent() ? withAddresses : text(FILE);
        List<String> names = new ArrayList<>();
        List<Long> addresses = new ArrayList<>();
        for (String line : lines.orElseThrow(
                        () -> new IOException("this kernel does not say which functions can be watched: "
                                + PLACES.get(0) + FILE
                                + " is missing (CONFIG_DYNAMIC_FTRACE; mount -t tracefs tracefs /sys/kernel/tracing)"))
                .split("\n")) {
            // A function's module stands behind it in brackets.
            String[] words = line.split("\\s+");
            String name = words[withAddresses.isPresent() && words.length > 1 ? 1 : 0];
            if (wanted.matcher(name).matches()) {
                names.add(name);
                if (withAddresses.isPresent()) {
                    addresses.add(Long.parseUnsignedLong(words[0], 16));
                }
            }
        }
        if (names.isEmpty()) {
            throw new IOException("the kernel has no function like '" + pattern + "' that can be watched");
        }
        return addresses.isEmpty()
                ? new Found(names.stream().distinct().toList(), List.of())
                : new Found(List.of(), addresses);
    }

    private Optional<String> text(String file) throws IOException {
        for (String place : PLACES) {
            Optional<String> text = target.files().text(place + file);
            if (text.isPresent()) {
                return text;
            }
        }
        return Optional.empty();
    }
}
