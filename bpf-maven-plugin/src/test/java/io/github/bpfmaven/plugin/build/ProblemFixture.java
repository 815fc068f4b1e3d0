package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A source below {@code src/test/bpf/problems} that shows a known failure, with what its head comment says: the point first,
 * then tags in lines of their own.
 *
 * @param source the file; its name begins with the problem's identifier
 * @param problem the identifier ({@code problem:})
 * @param says what is in the log, of the tools' own words and of the explanation ({@code says:}); the message that is
 *     explained comes first
 * @param args more arguments of clang's ({@code args:})
 * @param cpu the instruction set ({@code cpu:}); v3 if it says nothing
 * @param targets what it is compiled for ({@code targets:}); bpfel if it says nothing
 * @param includes directories of this machine to search for headers ({@code include:})
 * @param needs what of this machine the failure is about ({@code needs:}): files that must be there, or {@code home}
 */
record ProblemFixture(
        Path source,
        String problem,
        List<String> says,
        List<String> args,
        String cpu,
        List<String> targets,
        List<Path> includes,
        List<String> needs) {
    private static final Path ROOT = Path.of("src/test/bpf/problems");

    static List<ProblemFixture> all() throws IOException {
        try (var files = Files.list(ROOT)) {
            return files.sorted().map(ProblemFixture::read).toList();
        }
    }

    private static ProblemFixture read(Path source) {
        try {
            var head = Files.readAllLines(source).stream()
                    .takeWhile(line -> line.startsWith("//"))
                    .toList();
            return new ProblemFixture(
                    source,
                    tags("problem", head).get(0),
                    tags("says", head),
                    tags("args", head),
                    tags("cpu", head).stream().findFirst().orElse("v3"),
                    tags("targets", head).isEmpty() ? List.of("bpfel") : tags("targets", head),
                    tags("include", head).stream().map(Path::of).toList(),
                    tags("needs", head));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static List<String> tags(String name, List<String> head) {
        var start = "// " + name + ": ";
        return head.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .toList();
    }

    @Override
    public String toString() {
        return source.getFileName().toString();
    }
}
