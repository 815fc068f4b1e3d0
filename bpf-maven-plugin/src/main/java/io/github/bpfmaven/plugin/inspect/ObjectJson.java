package io.github.bpfmaven.plugin.inspect;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonGenerator;

import io.github.bpfmaven.inspect.DataReport;
import io.github.bpfmaven.inspect.KernelNeed;
import io.github.bpfmaven.inspect.KernelNeeds;
import io.github.bpfmaven.inspect.ObjectReport;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.toolchain.Sha256;

/** One object in JSON: the fields that {@code docs/inspect.md} lists, wherever they stand. */
public final class ObjectJson {
    private ObjectJson() {}

    /**
     * Writes the fields of an object; the caller starts and ends the JSON object, and may add fields of its own.
     *
     * @param name how a reader finds it, a path with {@code /}
     * @param bytes the whole object, for its digest
     * @param report what it tells
     */
    public static void write(JsonGenerator json, String name, byte[] bytes, ObjectReport report) throws IOException {
        var object = report.object();
        json.writeStringField("name", name);
        json.writeStringField("sha256", Sha256.of(bytes));
        json.writeNumberField("size", bytes.length);
        json.writeStringField("byteOrder", object.byteOrder().equals(ByteOrder.BIG_ENDIAN) ? "big" : "little");
        if (object.license().isPresent()) {
            json.writeStringField("license", object.license().get());
        }
        json.writeBooleanField("btf", object.hasBtf());
        needs(json, report.needs());
        json.writeArrayFieldStart("programs");
        for (var program : report.programs()) {
            FunctionJson.write(json, program);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("subprograms");
        for (var subprogram : report.subprograms()) {
            FunctionJson.write(json, subprogram);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("maps");
        for (var map : report.maps()) {
            MapJson.write(json, map);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("data");
        for (var section : report.data()) {
            data(json, section);
        }
        json.writeEndArray();
        symbols(json, object);
        coreRelocations(json, report);
        findings(json, report);
    }

    static void needs(JsonGenerator json, KernelNeeds needs) throws IOException {
        json.writeObjectFieldStart("kernel");
        if (needs.oldest().isPresent()) {
            json.writeStringField("oldest", needs.oldest().get().toString());
        }
        json.writeArrayFieldStart("needs");
        for (var need : needs.needs()) {
            need(json, need);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void need(JsonGenerator json, KernelNeed need) throws IOException {
        json.writeStartObject();
        json.writeStringField("what", need.what());
        if (need.since().isPresent()) {
            json.writeStringField("since", need.since().get().toString());
        }
        if (need.commit().isPresent()) {
            json.writeStringField("commit", need.commit().get());
        }
        json.writeEndObject();
    }

    private static void data(JsonGenerator json, DataReport report) throws IOException {
        json.writeStartObject();
        json.writeStringField("section", report.section().name());
        json.writeNumberField("size", report.section().size());
        json.writeBooleanField("writable", report.section().writable());
        json.writeArrayFieldStart("variables");
        for (var variable : report.variables()) {
            json.writeStartObject();
            json.writeStringField("name", variable.variable().name());
            json.writeStringField("declaration", variable.declaration());
            json.writeNumberField("offset", variable.variable().offset());
            json.writeNumberField("size", variable.variable().size());
            if (variable.value().isPresent()) {
                json.writeStringField("value", variable.value().get());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void symbols(JsonGenerator json, BpfObject object) throws IOException {
        json.writeArrayFieldStart("structOps");
        for (var table : object.structOps()) {
            json.writeStartObject();
            json.writeStringField("name", table.name());
            json.writeStringField("section", table.section());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("externs");
        for (var extern : object.externs()) {
            json.writeStartObject();
            json.writeStringField("name", extern.name());
            json.writeStringField("kind", extern.kind().name().toLowerCase(Locale.ROOT));
            json.writeBooleanField("weak", extern.weak());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void coreRelocations(JsonGenerator json, ObjectReport report) throws IOException {
        json.writeArrayFieldStart("coreRelocations");
        for (var use : report.coreRelocations()) {
            json.writeStartObject();
            json.writeStringField("kind", use.kind());
            json.writeStringField("subject", use.subject());
            json.writeStringField("access", use.access());
            json.writeNumberField("count", use.count());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void findings(JsonGenerator json, ObjectReport report) throws IOException {
        json.writeArrayFieldStart("findings");
        for (var finding : report.findings()) {
            json.writeStartObject();
            json.writeStringField("severity", finding.severity().name().toLowerCase(Locale.ROOT));
            json.writeStringField("rule", finding.rule().name().toLowerCase(Locale.ROOT));
            json.writeStringField("message", finding.message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void strings(JsonGenerator json, String field, List<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (var value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
