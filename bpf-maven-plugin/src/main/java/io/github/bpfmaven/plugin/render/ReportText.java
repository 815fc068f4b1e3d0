package io.github.bpfmaven.plugin.render;

import java.io.IOException;
import java.io.StringWriter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import io.github.bpfmaven.inspect.ObjectInspector;
import io.github.bpfmaven.object.BpfObjectFormatException;
import io.github.bpfmaven.plugin.incremental.PackedBytes;
import io.github.bpfmaven.plugin.incremental.StateReader;
import io.github.bpfmaven.plugin.incremental.StateWriter;
import io.github.bpfmaven.plugin.inspect.ObjectJson;
import io.github.bpfmaven.plugin.provenance.ObjectOrigin;
import io.github.bpfmaven.plugin.provenance.OriginJson;

/**
 * What an object tells.
 *
 * @param hasExterns whether it wants something that it doesn't define
 * @param json the fields of a JSON object, in one line, without the braces
 */
public record ReportText(boolean hasExterns, PackedBytes json) {
    /** Never changes; to make one takes longer than to write with it. */
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Looks into an object; takes a millisecond.
     *
     * @param path below the resource root
     */
    static ReportText of(String path, byte[] bytes) throws IOException {
        try {
            return of(path, bytes, ObjectInspector.of(bytes));
        } catch (BpfObjectFormatException strange) {
            throw new IOException(
                    path + " can't be reported on: " + strange.getMessage()
                            + ". With -Dbpf.provenance=false nothing is reported",
                    strange);
        }
    }

    /** @param read what is in the bytes */
    static ReportText of(String path, byte[] bytes, ObjectInspector read) throws IOException {
        var report = read.report();
        return new ReportText(
                !report.object().externs().isEmpty(),
                PackedBytes.of(fields(json -> ObjectJson.write(json, path, bytes, report))));
    }

    /** Where an object comes from, as fields likewise. */
    public static String origin(ObjectOrigin origin) throws IOException {
        return fields(json -> OriginJson.write(json, origin));
    }

    /** What {@link #read} reads. */
    public byte[] encoded() {
        var out = new StateWriter();
        write(out);
        return out.toBytes();
    }

    void write(StateWriter out) {
        out.flag(hasExterns).bytes(json.packed());
    }

    public static ReportText read(StateReader in) {
        return new ReportText(in.flag(), PackedBytes.ofPacked(in.bytes()));
    }

    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private static String fields(Fields fields) throws IOException {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        }
        return text.getBuffer().substring(1, text.getBuffer().length() - 1);
    }
}
