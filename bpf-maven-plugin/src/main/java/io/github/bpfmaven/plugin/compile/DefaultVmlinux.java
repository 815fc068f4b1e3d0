package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The {@code vmlinux.h} of programs that bring none: it includes the types of the target's architecture. Writing it takes a
 * second, so it is written only where a source asks for it.
 */
public final class DefaultVmlinux {
    private static final String NAME = "vmlinux.h";

    private final List<Path> userDirectories;

    /** @param userDirectories where the project's sources and headers are */
    public DefaultVmlinux(List<Path> userDirectories) {
        this.userDirectories = List.copyOf(userDirectories);
    }

    /**
     * Puts it into a directory if a file of the user's names it and none is it.
     *
     * @param directory of the plugin's headers
     * @param targets what is compiled for
     * @throws IOException if a file can't be read or written
     */
    public void writeTo(Path directory, Collection<CompileTarget> targets) throws IOException {
        if (!isWanted()) {
            return;
        }
        var kernels = targets.stream()
                .map(PackedKernel::of)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(TreeSet::new));
        for (var kernel : kernels) {
            writeTypes(directory.resolve("vmlinux").resolve(kernel.architecture() + ".h"), kernel);
        }
        write(directory.resolve(NAME), dispatcher());
    }

    private boolean isWanted() throws IOException {
        var wanted = false;
        for (var directory : userDirectories) {
            if (!Files.isDirectory(directory)) {
                continue;
            }
            if (Files.exists(directory.resolve(NAME))) {
                return false;
            }
            try (var files = Files.walk(directory)) {
                wanted |= files.filter(file -> file.toString().endsWith(".c")
                                || file.toString().endsWith(".h"))
                        .anyMatch(DefaultVmlinux::names);
            } catch (UncheckedIOException failure) {
                throw failure.getCause();
            }
        }
        return wanted;
    }

    private static boolean names(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(NAME);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void writeTypes(Path file, PackedKernel kernel) throws IOException {
        // It is what it was as long as the kernel is: the rest of the text follows from that and from this plugin.
        if (!Files.isRegularFile(file) || !startsWith(file, kernel.description())) {
            write(file, kernel.header());
        }
    }

    private static boolean startsWith(Path file, List<String> description) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.skip(1)
                    .limit(description.size())
                    .toList()
                    .equals(description.stream().map(line -> " * " + line).toList());
        }
    }

    private static void write(Path file, String text) throws IOException {
        if (!Files.isRegularFile(file) || !Files.readString(file).equals(text)) {
            Files.createDirectories(file.getParent());
            var part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Chooses by the macro that a target defines; without one, by the byte order. */
    private static String dispatcher() {
        var text =
                new StringBuilder("/* The types of a kernel, for programs that bring no vmlinux.h of their own. */\n");
        var keyword = "#if";
        for (var kernel : PackedKernel.values()) {
            text.append(keyword)
                    .append(" defined(__TARGET_ARCH_")
                    .append(kernel.architecture())
                    .append(")\n#include <vmlinux/")
                    .append(kernel.architecture())
                    .append(".h>\n");
            keyword = "#elif";
        }
        return text.append("""
                        #elif !defined(__BPF_TARGET_MISSING)
                        #error "no kernel types for this architecture come with the plugin: write a vmlinux.h with bpf:vmlinux"
                        #elif __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
                        #include <vmlinux/s390.h>
                        #else
                        #include <vmlinux/x86.h>
                        #endif
                        """).toString();
    }
}
