package io.github.bpfmaven.inspect;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that kernels have since some release: a row of {@code kernel-features.tsv}, which says what the columns mean.
 *
 * @param commit of Linux, as many digits as it takes
 * @param text what a reader is told
 */
record KernelFeature(Kind kind, String name, KernelVersion since, String commit, String text) {
    private static final int COLUMNS = 5;
    private static final String NONE = "-";

    /** In the order of the table; a constant. */
    static final List<KernelFeature> ALL = TableFile.rows("kernel-features.tsv", COLUMNS).stream()
            .map(KernelFeature::of)
            .toList();

    /** What sort of feature. */
    enum Kind {
        PROGRAM,
        ATTACH,
        MAP,
        FLAG,
        CODE
    }

    /** Nothing if nobody has written down since when. */
    static Optional<KernelFeature> find(Kind kind, String name) {
        return ALL.stream()
                .filter(feature -> feature.kind == kind && feature.name.equals(name))
                .findFirst();
    }

    private static KernelFeature of(String... row) {
        return new KernelFeature(
                Kind.valueOf(row[0].toUpperCase(Locale.ROOT)),
                row[1],
                KernelVersion.parse(row[2]),
                row[3],
                row[4].equals(NONE) ? row[1] : row[4]);
    }
}
