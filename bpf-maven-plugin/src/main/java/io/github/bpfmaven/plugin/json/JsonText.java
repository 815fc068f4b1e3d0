package io.github.bpfmaven.plugin.json;

import java.io.IOException;
import java.io.StringWriter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;

/** A report as JSON text: the version of its schema first, indented by two, the line ends of Unix on every host. */
public final class JsonText {
    private JsonText() {}

    /** What writes the fields of the outermost object. */
    @FunctionalInterface
    public interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    /**
     * @param schemaVersion counts up when a field changes its meaning or goes; new fields do not change it
     * @param fields behind it
     */
    public static String of(int schemaVersion, Fields fields) throws IOException {
        return of(json -> {
            json.writeNumberField("schemaVersion", schemaVersion);
            fields.write(json);
        });
    }

    /** Without a version of ours: of a schema that others have made. */
    public static String of(Fields fields) throws IOException {
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
