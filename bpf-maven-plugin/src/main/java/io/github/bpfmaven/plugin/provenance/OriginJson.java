package io.github.bpfmaven.plugin.provenance;

import java.io.IOException;
import java.util.Collection;
import java.util.List;

import com.fasterxml.jackson.core.JsonGenerator;

import io.github.bpfmaven.plugin.lock.Line;

/** Where one object comes from, in JSON; {@code docs/provenance.md} has the fields. */
public final class OriginJson {
    static final String OPTIMIZATION = "optimization";
    static final String CPU = "cpu";
    static final String DEFINE = "define";
    static final String ARGUMENT = "argument";

    private OriginJson() {}

    /** Writes the fields that an object has beside those of the report on it, into a JSON object that the caller has started. */
    public static void write(JsonGenerator json, ObjectOrigin origin) throws IOException {
        json.writeStringField("class", origin.className());
        json.writeStringField("target", origin.target());
        if (origin.build().isPresent()) {
            json.writeObjectFieldStart("build");
            build(json, origin.build().get());
            json.writeEndObject();
        }
    }

    private static void build(JsonGenerator json, BuildOrigin build) throws IOException {
        json.writeStringField("plugin", build.plugin());
        json.writeObjectFieldStart("toolchain");
        toolchain(json, build.toolchain());
        json.writeEndObject();
        code(json, build.source());
        strings(json, "includeDirectories", build.includeDirectories());
        strings(json, "exports", build.exports());
        json.writeArrayFieldStart("libraries");
        for (var library : build.libraries()) {
            json.writeStartObject();
            code(json, library);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void toolchain(JsonGenerator json, Toolchain toolchain) throws IOException {
        json.writeStringField("version", toolchain.version());
        if (toolchain.sha256().isPresent()) {
            json.writeStringField("sha256", toolchain.sha256().get());
        }
        json.writeBooleanField("directory", toolchain.isDirectory());
        if (toolchain.linker().isPresent()) {
            json.writeObjectFieldStart("linker");
            toolchain(json, toolchain.linker().get());
            json.writeEndObject();
        }
    }

    private static void code(JsonGenerator json, SourceCode code) throws IOException {
        json.writeStringField("source", code.name());
        for (var word : List.of(OPTIMIZATION, CPU)) {
            for (var value : values(code, word)) {
                json.writeStringField(word, value);
            }
        }
        strings(json, DEFINE + "s", values(code, DEFINE));
        strings(json, ARGUMENT + "s", values(code, ARGUMENT));
        json.writeArrayFieldStart("inputs");
        for (var input : code.inputs()) {
            json.writeStartObject();
            json.writeStringField("name", input.name());
            if (input.sha256().isPresent()) {
                json.writeStringField("sha256", input.sha256().get());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static List<String> values(SourceCode code, String word) {
        return code.flags().stream()
                .filter(line -> line.word().equals(word))
                .map(Line::value)
                .toList();
    }

    private static void strings(JsonGenerator json, String field, Collection<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (var value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
