package io.github.bpfmaven.plugin.lock;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * A difference between what is checked in and what it should be.
 *
 * @param kind of difference
 * @param subject name of the file that it is about
 * @param sentence for the user, without a full stop
 */
public record Drift(Kind kind, String subject, String sentence) {
    /** What to do. */
    private enum Cure {
        UPDATE("run mvn bpf:update, and check in what it writes"),
        RESTORE(
                "get the file back as it is in version control; if you want something else, change the C and run mvn bpf:update"),
        DELETE("delete it, or keep it in another directory"),
        FETCH("git lfs install && git lfs pull (in a workflow of GitHub: actions/checkout with \"lfs: true\")"),
        ATTRIBUTES(
                "put \"*.c text eol=lf\", \"*.h text eol=lf\", \"*.java text eol=lf\", \"bpf.lock text eol=lf\" and \"*.o binary\""
                        + " into .gitattributes, then check the files out again (git rm --cached -r . && git reset --hard)"),
        MERGE("take either side of the lock, then run mvn bpf:update, and check in what it writes");

        private final String words;

        Cure(String words) {
            this.words = words;
        }
    }

    /** What has happened. */
    public enum Kind {
        NO_LOCK(Cure.UPDATE),
        SOURCE(Cure.UPDATE),
        NEW_SOURCE(Cure.UPDATE),
        REMOVED_SOURCE(Cure.UPDATE),
        HEADER(Cure.UPDATE),
        SHADOWING_HEADER(Cure.UPDATE),
        LIBRARY(Cure.UPDATE),
        FLAG(Cure.UPDATE),
        SETTING(Cure.UPDATE),
        TARGET(Cure.UPDATE),
        TOOLCHAIN(Cure.UPDATE),
        PLUGIN(Cure.UPDATE),
        OBJECT(Cure.RESTORE),
        JAVA(Cure.RESTORE),
        MISSING(Cure.RESTORE),
        EXTRA(Cure.DELETE),
        POINTER(Cure.FETCH),
        LINE_ENDS(Cure.ATTRIBUTES),
        MERGE(Cure.MERGE),
        DAMAGED(Cure.MERGE),
        /** Not what the sources give, though nobody can say why. */
        BYTES(Cure.UPDATE);

        private final Cure cure;

        Kind(Cure cure) {
            this.cure = cure;
        }
    }

    /** Some of them as a list, with what to do about them below. */
    public static String list(Collection<Drift> drifts) {
        return drifts.stream().map(drift -> "- " + drift.sentence).distinct().collect(Collectors.joining("\n"))
                + "\nTo mend this:\n"
                + drifts.stream()
                        .map(drift -> drift.kind.cure)
                        .distinct()
                        .sorted()
                        .map(cure -> "- " + cure.words)
                        .collect(Collectors.joining("\n"));
    }
}
