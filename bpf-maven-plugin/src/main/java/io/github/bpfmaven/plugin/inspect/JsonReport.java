package io.github.bpfmaven.plugin.inspect;

import java.io.IOException;
import java.util.List;

import io.github.bpfmaven.plugin.json.JsonText;
import io.github.bpfmaven.plugin.provenance.OriginJson;

/** Reports on objects as JSON; {@code docs/inspect.md} has the schema. */
final class JsonReport {
    private static final int VERSION = 1;

    private JsonReport() {}

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

    static String write(JsonText.Fields fields) throws IOException {
        return JsonText.of(VERSION, fields);
    }
}
