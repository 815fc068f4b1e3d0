package io.github.bpfmaven.linker;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds files by the names that debug info has for them. */
public final class SourceRoots {
    private final List<SourceRoot> longestFirst;

    /** @param roots the longest prefix that fits counts */
    public SourceRoots(List<SourceRoot> roots) {
        longestFirst = roots.stream()
                .sorted(Comparator.comparing((SourceRoot root) -> root.prefix().length())
                        .reversed())
                .toList();
    }

    /**
     * Where a file is on this machine.
     *
     * @param name as debug info has it, with or without a leading {@code ./}
     * @return empty if no root fits, or the name is none of a file, such as {@code <built-in>}
     */
    public Optional<Path> find(String name) {
        var relative = name.startsWith("./") ? name.substring(2) : name;
        if (relative.isEmpty() || relative.startsWith("<")) {
            return Optional.empty();
        }
        return longestFirst.stream()
                .filter(root -> relative.startsWith(root.prefix()))
                .findFirst()
                .flatMap(root -> resolve(root, relative));
    }

    private static Optional<Path> resolve(SourceRoot root, String relative) {
        try {
            return Optional.of(
                    root.directory().resolve(relative.substring(root.prefix().length())));
        } catch (InvalidPathException noFileHasSuchAName) {
            return Optional.empty();
        }
    }
}
