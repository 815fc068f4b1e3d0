package io.github.bpfmaven.linker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.bpfmaven.btf.BtfExt.LineInfo;
import io.github.bpfmaven.btf.BtfText;

/**
 * The source lines that BTF quotes for each piece of code. LLVM 20 (BTFDebug.cpp) reads them when it emits, from a path
 * relative to wherever it runs then, so what it finds depends on that: here they come from where the sources are.
 */
final class SourceTexts {
    private final SourceRoots roots;
    private final Map<String, List<String>> files = new HashMap<>();

    SourceTexts(List<SourceRoot> roots) {
        this.roots = new SourceRoots(roots);
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
        return roots.find(name).map(SourceTexts::lines).orElse(List.of());
    }

    private static List<String> lines(Path file) {
        try {
            return BtfText.decode(Files.readAllBytes(file)).lines().toList();
        } catch (IOException notThere) {
            return List.of();
        }
    }
}
