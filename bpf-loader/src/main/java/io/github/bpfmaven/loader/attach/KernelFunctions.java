package io.github.bpfmaven.loader.attach;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        Optional<String> addressed = text(FILE + "_addrs");
        Optional<String> lines = addressed.isPresent() ? addressed : text(FILE);
        Found found = parse(
                lines.orElseThrow(() -> new IOException("this kernel does not say which functions can be watched: "
                        + PLACES.get(0) + FILE
                        + " is missing (CONFIG_DYNAMIC_FTRACE; mount -t tracefs tracefs /sys/kernel/tracing)")),
                addressed.isPresent(),
                NamePatterns.compile(pattern));
        if (found.names().isEmpty() && found.addresses().isEmpty()) {
            throw new IOException("the kernel has no function like '" + pattern + "' that can be watched");
        }
        return found;
    }

    /** @param addressed whether an address stands in front of each function; behind it may be its module, in brackets */
    static Found parse(String lines, boolean addressed, Pattern wanted) {
        Set<String> names = new LinkedHashSet<>();
        List<Long> addresses = new ArrayList<>();
        for (String line : lines.split("\n")) {
            String[] words = line.split("\\s+");
            if (words.length > (addressed ? 1 : 0)
                    && wanted.matcher(words[addressed ? 1 : 0]).matches()) {
                if (addressed) {
                    addresses.add(Long.parseUnsignedLong(words[0], 16));
                } else {
                    names.add(words[0]);
                }
            }
        }
        return new Found(List.copyOf(names), addresses);
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
