package io.github.bpfmaven.plugin.build;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

import io.github.bpfmaven.plugin.incremental.Fingerprint;

/**
 * Where a build's commands for editors are good: they are full of this machine's paths, which nobody else shall see. Directories are
 * those of the request, LLVM's and the project's; not so what the user's own words for clang name.
 */
final class CommandsPlace {
    /** No JSON has these. */
    private static final char BEGIN = '\u0001';

    private static final char END = '\u0002';

    private final String fingerprint;
    private final List<Path> directories;

    /**
     * @param requested fingerprint of what is asked for, here
     * @param llvm the directory that editors are told of; empty for none
     */
    CommandsPlace(BuildRequest request, String requested, Optional<Path> llvm) {
        this(
                Fingerprint.of(requested, llvm.map(Path::toString).orElse(""), System.getProperty("os.arch")),
                Stream.of(
                                llvm.map(CommandsPlace::prefix).stream(),
                                request.userDirectories().stream(),
                                Stream.of(
                                        request.layout().workDirectory(),
                                        request.layout().paths().baseDirectory()))
                        .flatMap(directories -> directories)
                        .toList());
    }

    /** @param directories that are hidden */
    CommandsPlace(String fingerprint, List<Path> directories) {
        this.fingerprint = fingerprint;
        this.directories = directories.stream()
                .sorted(Comparator.comparing(Path::getNameCount).reversed())
                .toList();
    }

    /** A user may name the directory of clang alone; its headers are beside that. */
    private static Path prefix(Path llvm) {
        return llvm.endsWith("bin") && llvm.getParent() != null ? llvm.getParent() : llvm;
    }

    /**
     * Whether nothing but directories of the place can be a path in a build's commands: not so where the user's own words for clang may
     * have some.
     */
    static boolean canHide(BuildRequest request) {
        return Stream.concat(
                        Stream.of(request.flags().defines(), request.flags().arguments()),
                        request.overrides().stream().flatMap(some -> Stream.of(some.defines(), some.arguments())))
                .flatMap(List::stream)
                .noneMatch(word -> word.contains("/") || word.contains("\\"));
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
        return "" + BEGIN + number + END;
    }
}
