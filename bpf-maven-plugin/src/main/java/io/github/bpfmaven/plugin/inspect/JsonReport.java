package io.github.bpfmaven.plugin.inspect;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;

import io.github.bpfmaven.plugin.provenance.OriginJson;

/** Reports on objects as JSON; {@code docs/inspect.md} has the schema. */
public final class JsonReport {
    /** Counts up when a field changes its meaning or goes; new fields do not change it. */
    static final int VERSION = 1;

    private JsonReport() {}

    /** What writes the fields of the outermost object. */
    public interface Fields {
        /** Writes them; the outermost object is begun and ended around this. */
        void write(JsonGenerator json) throws IOException;
    }

    static String of(List<InspectedFile> objects) throws IOException {
        return write(json -> {
            json.writeArrayFieldStart("objects");
            for (var object : objects) {
                json.writeStartObject();
                ObjectJson.write(json, object.file().name(), object.file().bytes(), object.report());
                if (object.origin().isPresent()) {
                    OriginJson.write(json, object.origin().get());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** With the version in front. */
    public static String write(Fields fields) throws IOException {
        return document(json -> {
            json.writeNumberField("schemaVersion", VERSION);
            fields.write(json);
        });
    }

    /** A JSON object with these fields; line ends are those of Unix on every host, so that the same objects give the same bytes. */
    static String document(Fields fields) throws IOException {
        var text = new StringWriter();
        var printer = new DefaultPrettyPrinter();
        var indenter = new DefaultIndenter("  ", "\n");
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        try (var json = new JsonFactory().createGenerator(text).setPrettyPrinter(printer)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }
}
