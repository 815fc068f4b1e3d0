package io.github.bpfmaven.linker;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.bpfmaven.btf.BtfExt.LineInfo;
import io.github.bpfmaven.btf.BtfText;

/**
 * The source lines that BTF quotes for each piece of code. LLVM 20 (BTFDebug.cpp) reads them when it emits, from a path
 * relative to wherever it runs then, so what it finds depends on that: here they come from where the sources are.
 */
final class SourceTexts {
    private final List<SourceRoot> roots;
    private final Map<String, List<String>> files = new HashMap<>();

    SourceTexts(List<SourceRoot> roots) {
        this.roots = roots.stream()
                .sorted(Comparator.comparing((SourceRoot root) -> root.prefix().length())
                        .reversed())
                .toList();
    }

    /** The same place with the text of its line; unchanged where the file is not to be had. */
    LineInfo quote(LineInfo line) {
        var lines = files.computeIfAbsent(line.file(), this::read);
        return line.line() < 1 || line.line() > lines.size()
                ? line
                : new LineInfo(
                        line.instructionOffset(),
                        line.file(),
                        lines.get(line.line() - 1),
                        line.line(),
                        line.column(),
                        line.more());
    }

    private List<String> read(String name) {
        var relative = name.startsWith("./") ? name.substring(2) : name;
        var root = roots.stream()
                .filter(candidate -> relative.startsWith(candidate.prefix()))
                .findFirst();
        return root.flatMap(
                        found -> lines(found, relative.substring(found.prefix().length())))
                .orElse(List.of());
    }

    private static Optional<List<String>> lines(SourceRoot root, String path) {
        try {
            var file = root.directory().resolve(path);
            return Optional.of(BtfText.decode(Files.readAllBytes(file)).lines().toList());
        } catch (IOException | IllegalArgumentException notThere) {
            // A name of the compiler's own, such as <built-in>.
            return Optional.empty();
        }
    }
}
