package io.github.bpfmaven.plugin.incremental;

import java.util.List;

import io.github.bpfmaven.plugin.problem.HeardProblems;

/**
 * What a module's build leaves, and what shows that another one which begins anew would leave the same. Files have names as {@link
 * RootNames} gives them.
 *
 * @param sources fingerprint of the names of all files below the source directory
 * @param place fingerprint of where all that was; where it is another one, {@link Role#COMMANDS} are of no use
 * @param programs how many sources have objects
 * @param objects their paths below the resource directory, sorted
 * @param read files that were there before, with what was in them
 * @param absent files that may not be there
 * @param parts of the content: files, one after the other
 * @param said what was wrong with sources, though not so much that they had no objects
 */
public record ModuleSnapshot(
        String sources,
        String place,
        int programs,
        List<String> objects,
        List<Input> read,
        List<String> absent,
        List<List<Kept>> parts,
        List<HeardProblems.Said> said) {
    public ModuleSnapshot {
        objects = List.copyOf(objects);
        read = List.copyOf(read);
        absent = List.copyOf(absent);
        parts = parts.stream().map(List::copyOf).toList();
        said = List.copyOf(said);
    }

    /** What a file is to a build. */
    public enum Role {
        /** Is for others. */
        OUTPUT,
        /** A header that the build has written first, and then read. */
        HEADER,
        /** Is for the next build. */
        STATE,
        /** Is for editors, and good in one place alone. */
        COMMANDS
    }

    /**
     * A file with its content.
     *
     * @param digest of the content, SHA-256
     * @param length in bytes
     */
    public record Kept(Role role, String name, String digest, int length) {}

    /**
     * Whether a build would read the same.
     *
     * @param sources fingerprint of the names that are there now
     */
    public boolean holds(String sources, FileDigests digests, RootNames names) {
        return this.sources.equals(sources)
                && BuildProof.areAbsent(
                        absent.stream().map(name -> names.path(name).toString()).toList())
                && read.parallelStream()
                        .allMatch(input -> digests.of(names.path(input.name()))
                                .filter(input.digest()::equals)
                                .isPresent());
    }
}
