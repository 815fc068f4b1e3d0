package io.github.bpfmaven.plugin.incremental;

import java.io.IOException;
import java.io.Writer;

/**
 * An object that was reported on.
 *
 * @param name its path below the resource root
 * @param sha256 of its bytes
 * @param hasExterns whether it wants something that it doesn't define
 * @param report fields of a JSON object, in one line: what the object tells
 * @param origin the same: where it comes from
 */
public record ReportedObject(String name, String sha256, boolean hasExterns, PackedBytes report, String origin) {
    /** Writes the JSON object, in one line. */
    public void writeTo(Writer out) throws IOException {
        out.write("{");
        out.write(report.text());
        out.write(",");
        out.write(origin);
        out.write("}");
    }
}
