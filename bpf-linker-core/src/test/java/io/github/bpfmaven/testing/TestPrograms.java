package io.github.bpfmaven.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The C programs in {@code src/test/bpf}; each says in a comment what the kernel does with it. */
public final class TestPrograms {
    public static final Path ROOT = Path.of("src/test/bpf");
    public static final Path LIBRARIES = ROOT.resolve("lib");

    private static final Pattern KERNEL = Pattern.compile("(?m)^// kernel: (loads|refused)(?: \\((.*)\\))?$");
    private static final Pattern PULLS = Pattern.compile("(?m)^// pulls: (.*)$");

    private TestPrograms() {}

    /** Programs of one source, sorted. */
    public static List<Path> singleSource() {
        return list(ROOT, ".bpf.c");
    }

    /** Programs that call library code, sorted. */
    public static List<Path> withLibraries() {
        return list(LIBRARIES, ".bpf.c");
    }

    /** All library sources, sorted. */
    public static List<Path> libraries() {
        return list(LIBRARIES, ".c").stream()
                .filter(file -> !file.toString().endsWith(".bpf.c"))
                .toList();
    }

    /** Why the kernel refuses it; empty if it is to load it. */
    public static Optional<String> refusal(Path program) {
        var kernel = KERNEL.matcher(text(program));
        if (!kernel.find()) {
            throw new IllegalStateException(program + " doesn't say what the kernel does with it");
        }
        return kernel.group(1).equals("loads") ? Optional.empty() : Optional.of(kernel.group(2));
    }

    /** The names of the library sources that it needs. */
    public static List<String> pulls(Path program) {
        var pulls = PULLS.matcher(text(program));
        if (!pulls.find()) {
            throw new IllegalStateException(program + " doesn't say which libraries it pulls in");
        }
        return List.of(pulls.group(1).split(",? +"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static List<Path> list(Path directory, String suffix) {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
