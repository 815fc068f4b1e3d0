package io.github.bpfmaven.plugin.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.lint.LintSettings;

/**
 * What to write a page about.
 *
 * @param title what the objects belong to: a project, a file
 * @param file an object, a jar or a directory; nothing for what the project has built
 * @param built where a project's objects are, the best place first: directories and jars that need not be there
 * @param lint which warnings to show
 * @param verified what {@code bpf:verify} has written; need not be there
 * @param madeBy versions of what has a part in it, a sentence each
 * @param output the file to write
 */
public record ReportRequest(
        String title,
        Optional<Path> file,
        List<Path> built,
        LintSettings lint,
        Path verified,
        List<String> madeBy,
        Path output) {
    /** The lists are copied. */
    public ReportRequest {
        built = List.copyOf(built);
        madeBy = List.copyOf(madeBy);
    }
}
