package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.io.StringWriter;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import io.github.bpfmaven.inspect.ObjectInspector;
import io.github.bpfmaven.object.BpfObjectFormatException;
import io.github.bpfmaven.plugin.inspect.ObjectJson;
import io.github.bpfmaven.plugin.provenance.ObjectOrigin;
import io.github.bpfmaven.plugin.provenance.OriginJson;

/**
 * What an object tells.
 *
 * @param hasExterns whether it wants something that it doesn't define
 * @param json the fields of a JSON object, in one line, without the braces
 */
record ReportText(boolean hasExterns, String json) {
    private static final char EXTERNS = '+';
    private static final char NONE = '-';

    /** Looks into an object; takes a millisecond. */
    static ReportText of(BuiltObject object) throws IOException {
        var bytes = object.content().bytes();
        try {
            var report = ObjectInspector.of(bytes).report();
            return new ReportText(
                    !report.object().externs().isEmpty(),
                    fields(json -> ObjectJson.write(json, object.resourcePath(), bytes, report)));
        } catch (BpfObjectFormatException strange) {
            throw new IOException(
                    object.resourcePath() + " can't be reported on: " + strange.getMessage()
                            + ". With -Dbpf.provenance=false nothing is reported",
                    strange);
        }
    }

    /** Where an object comes from, as fields likewise. */
    static String origin(ObjectOrigin origin) throws IOException {
        return fields(json -> OriginJson.write(json, origin));
    }

    /** What {@link #decode} reads. */
    String encoded() {
        return (hasExterns ? EXTERNS : NONE) + json;
    }

    /** @return empty if it is none */
    static Optional<ReportText> decode(String encoded) {
        if (encoded.isEmpty() || encoded.charAt(0) != EXTERNS && encoded.charAt(0) != NONE) {
            return Optional.empty();
        }
        return Optional.of(new ReportText(encoded.charAt(0) == EXTERNS, encoded.substring(1)));
    }

    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private static String fields(Fields fields) throws IOException {
        var text = new StringWriter();
        try (var json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        }
        return text.getBuffer().substring(1, text.getBuffer().length() - 1);
    }
}
