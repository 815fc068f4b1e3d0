package io.github.bpfmaven.plugin.inspect;

import java.io.IOException;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonGenerator;

import io.github.bpfmaven.inspect.MapFlags;
import io.github.bpfmaven.inspect.ObjectReport.MapReport;
import io.github.bpfmaven.object.BpfMap;
import io.github.bpfmaven.object.MapDefinition;

/** A map in JSON. */
final class MapJson {
    private MapJson() {}

    static void write(JsonGenerator json, MapReport report) throws IOException {
        var definition = report.map().definition();
        json.writeStartObject();
        json.writeStringField("name", report.map().name());
        definition(json, definition);
        if (report.keyType().isPresent()) {
            json.writeStringField("keyType", report.keyType().get());
        }
        if (report.valueType().isPresent()) {
            json.writeStringField("valueType", report.valueType().get());
        }
        json.writeStringField("pinning", definition.pinning().name().toLowerCase(Locale.ROOT));
        json.writeBooleanField("legacy", report.map().form() == BpfMap.Form.LEGACY);
        if (report.memory().isPresent()) {
            json.writeObjectFieldStart("memory");
            json.writeNumberField("fixed", report.memory().get().fixed());
            json.writeNumberField("perCpu", report.memory().get().perCpu());
            json.writeEndObject();
        }
        if (definition.inner().isPresent()) {
            json.writeObjectFieldStart("inner");
            definition(json, definition.inner().get());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void definition(JsonGenerator json, MapDefinition definition) throws IOException {
        if (definition.type().isPresent()) {
            json.writeStringField("type", Wording.mapType(definition));
        }
        json.writeNumberField("keySize", definition.keySize());
        json.writeNumberField("valueSize", definition.valueSize());
        json.writeNumberField("maxEntries", definition.maxEntries());
        ObjectJson.strings(json, "flags", MapFlags.names(definition.flags()));
    }
}
