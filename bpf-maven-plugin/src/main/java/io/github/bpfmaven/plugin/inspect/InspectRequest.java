package io.github.bpfmaven.plugin.inspect;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to look into, and how to say it.
 *
 * @param file an object, a jar or a directory; nothing for what the project has built
 * @param built where a project's objects are, the best place first: directories and jars that need not be there
 * @param format how to say it
 * @param program the program or subprogram whose code to show in place of all else; nothing for the report
 * @param output the file to write; nothing for standard output
 */
public record InspectRequest(
        Optional<Path> file, List<Path> built, Format format, Optional<String> program, Optional<Path> output) {
    /** The list is copied. */
    public InspectRequest {
        built = List.copyOf(built);
    }

    /** How to say it. */
    public enum Format {
        /** For people. */
        TEXT,
        /** For programs; {@code docs/inspect.md} has the schema. */
        JSON,
        /** A software bill of materials: CycloneDX 1.6, as JSON. */
        CYCLONEDX
    }
}
