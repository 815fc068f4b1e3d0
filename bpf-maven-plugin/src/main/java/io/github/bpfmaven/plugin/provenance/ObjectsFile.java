package io.github.bpfmaven.plugin.provenance;

import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;

/**
 * The file in a jar that says where its objects come from. One line an object, so that two of them can be compared by line, and
 * nothing in it that is not the same on every machine.
 */
public final class ObjectsFile {
    /** Below the root of a jar. */
    public static final String PATH = "META-INF/bpf/objects.json";

    /** Counts up when a field goes or changes its meaning; new fields do not change it. */
    public static final int VERSION = 1;

    private ObjectsFile() {}

    /** Writes a JSON object, in one line. */
    @FunctionalInterface
    public interface Line {
        void writeTo(Writer out) throws IOException;
    }

    /**
     * Writes the whole text.
     *
     * @param objects the JSON object of each, in the order of their names
     */
    public static void write(Iterator<Line> objects, Writer out) throws IOException {
        out.write("{\"schemaVersion\":" + VERSION + ",\"objects\":[\n");
        while (objects.hasNext()) {
            objects.next().writeTo(out);
            out.write(objects.hasNext() ? ",\n" : "");
        }
        out.write("\n]}\n");
    }
}
