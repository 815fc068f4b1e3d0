package io.github.bpfmaven.plugin.build;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

import io.github.bpfmaven.plugin.incremental.Fingerprint;
import io.github.bpfmaven.toolchain.LlvmHome;

/** Where a build's commands for editors are good: they are full of this machine's paths, which nobody else shall see. */
final class CommandsPlace {
    /** No JSON has it. */
    private static final char HIDDEN = '\u0001';

    private final String fingerprint;
    private final List<Path> directories;

    /**
     * @param requested fingerprint of what is asked for, here
     * @param llvm whose clang editors are told of; empty for any
     */
    CommandsPlace(BuildRequest request, String requested, Optional<LlvmHome> llvm) {
        this(
                Fingerprint.of(
                        requested, llvm.map(home -> home.clang().toString()).orElse(""), System.getProperty("os.arch")),
                Stream.concat(
                                Stream.concat(
                                        llvm.map(LlvmHome::directory).stream(), request.userDirectories().stream()),
                                Stream.of(request.layout().paths().baseDirectory()))
                        .toList());
    }

    /** @param directories that are hidden */
    CommandsPlace(String fingerprint, List<Path> directories) {
        this.fingerprint = fingerprint;
        this.directories = directories.stream()
                .sorted(Comparator.comparing(Path::getNameCount).reversed())
                .toList();
    }

    /** Differs where other commands would be written. */
    String fingerprint() {
        return fingerprint;
    }

    /** Commands without paths. */
    byte[] hide(byte[] commands) {
        var text = new String(commands, StandardCharsets.UTF_8);
        for (var number = 0; number < directories.size(); number++) {
            text = text.replace(inJson(number), hidden(number));
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What was hidden in a place with the same fingerprint. */
    byte[] show(byte[] hidden) {
        var text = new String(hidden, StandardCharsets.UTF_8);
        for (var number = directories.size() - 1; number >= 0; number--) {
            text = text.replace(hidden(number), inJson(number));
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String inJson(int number) {
        return new String(JsonStringEncoder.getInstance()
                .quoteAsString(directories.get(number).toString()));
    }

    private static String hidden(int number) {
        return "" + HIDDEN + number + HIDDEN;
    }
}
