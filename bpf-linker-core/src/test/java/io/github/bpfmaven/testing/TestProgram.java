package io.github.bpfmaven.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A source below {@code src/test/bpf}, with what its head comment says: the point first, then tags in lines of their own.
 *
 * @param source the file
 * @param name the file's name without {@code .bpf.c}
 * @param refusal why the kernel of this project's test machine does not take it ({@code kernel: refused (why)}); nothing
 *     if it does ({@code kernel: loads})
 * @param pulls the library sources beside it that must be linked in, sorted ({@code pulls: a.c b.c}); empty if it needs none
 */
public record TestProgram(Path source, String name, Optional<String> refusal, List<String> pulls) {
    /** Programs of one source. */
    public static final Path ROOT = Path.of("src/test/bpf");

    /** Library sources, and the programs that call them. */
    public static final Path LIBRARIES = ROOT.resolve("lib");

    private static final String SUFFIX = ".bpf.c";
    private static final Pattern KERNEL = Pattern.compile("// kernel: (?:loads|refused \\((.+)\\))");
    private static final Pattern PULLS = Pattern.compile("// pulls: (.+)");

    /**
     * The programs in a directory, not those below it, sorted by name.
     *
     * @throws IllegalArgumentException if one does not say whether it loads
     */
    public static List<TestProgram> in(Path directory) throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.list(directory)) {
            sources = files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
        return sources.stream().map(TestProgram::read).toList();
    }

    @Override
    public String toString() {
        return name;
    }

    private static TestProgram read(Path source) {
        List<String> head;
        try (Stream<String> lines = Files.lines(source)) {
            head = lines.takeWhile(line -> line.startsWith("//")).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        Matcher kernel = tag(KERNEL, head)
                .orElseThrow(() -> new IllegalArgumentException(source + " does not say whether it loads"));
        String file = source.getFileName().toString();
        return new TestProgram(
                source,
                file.substring(0, file.length() - SUFFIX.length()),
                Optional.ofNullable(kernel.group(1)),
                tag(PULLS, head)
                        .map(pulls -> List.of(pulls.group(1).split(" ")))
                        .orElse(List.of()));
    }

    private static Optional<Matcher> tag(Pattern pattern, List<String> head) {
        return head.stream().map(pattern::matcher).filter(Matcher::matches).findFirst();
    }
}
