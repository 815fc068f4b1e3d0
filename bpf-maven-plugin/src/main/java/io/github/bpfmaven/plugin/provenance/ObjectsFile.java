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

    /**
     * Writes the whole text.
     *
     * @param objects the JSON object of each, in one line, in the order of their names
     */
    public static void write(Iterator<String> objects, Writer out) throws IOException {
        out.write("{\"schemaVersion\":" + VERSION + ",\"objects\":[\n");
        while (objects.hasNext()) {
            out.write(objects.next());
            out.write(objects.hasNext() ? ",\n" : "");
        }
        out.write("\n]}\n");
    }
}
