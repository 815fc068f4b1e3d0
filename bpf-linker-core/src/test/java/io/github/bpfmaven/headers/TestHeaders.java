package io.github.bpfmaven.headers;

import java.nio.file.Path;

/** Where the files of the module {@code bpf-headers} are that its jar does not have. */
final class TestHeaders {
    /** Programs that are compiled for the headers' sake. */
    static final Path PROGRAMS = Path.of("../bpf-headers/src/test/bpf");

    /** Number, name, first Linux, attributes, return type and arguments of every helper function, with tabs between. */
    static final Path HELPERS = Path.of("../bpf-headers/src/main/data/helpers.tsv");

    private TestHeaders() {}
}
