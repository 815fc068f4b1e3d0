package io.github.bpfmaven.plugin.inspect;

import java.io.IOException;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonGenerator;

import io.github.bpfmaven.inspect.FunctionReport;
import io.github.bpfmaven.inspect.Reference;
import io.github.bpfmaven.object.ProgramKind;

/** A program or a subprogram in JSON. */
final class FunctionJson {
    private FunctionJson() {}

    static void write(JsonGenerator json, FunctionReport report) throws IOException {
        var function = report.function();
        json.writeStartObject();
        json.writeStringField("name", function.name());
        json.writeStringField("section", function.section());
        if (function.kind().isPresent()) {
            kind(json, function.kind().get());
        }
        json.writeStringField("linkage", function.linkage().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("instructions", report.instructions());
        json.writeNumberField("loadedInstructions", report.loadedInstructions());
        json.writeNumberField("stack", report.stack());
        if (report.chain().isPresent()) {
            json.writeObjectFieldStart("stackChain");
            json.writeNumberField("rounded16", report.chain().get().rounded16());
            json.writeNumberField("rounded32", report.chain().get().rounded32());
            json.writeEndObject();
        }
        ObjectJson.strings(json, "subprograms", report.subprograms());
        json.writeArrayFieldStart("helpers");
        for (var helper : report.helpers()) {
            helper(json, helper);
        }
        json.writeEndArray();
        ObjectJson.strings(json, "kfuncs", report.kfuncs());
        ObjectJson.strings(json, "maps", report.maps());
        ObjectJson.strings(json, "variables", report.variables());
        ObjectJson.strings(json, "externs", report.externs());
        json.writeBooleanField("tailCalls", report.tailCalls());
        json.writeNumberField("coreRelocations", report.coreRelocations());
        ObjectJson.needs(json, report.needs());
        json.writeEndObject();
    }

    private static void kind(JsonGenerator json, ProgramKind kind) throws IOException {
        json.writeStringField("type", kind.type().toString());
        if (kind.attachType().isPresent()) {
            json.writeStringField("attachType", kind.attachType().get());
        }
        if (kind.attachTarget().isPresent()) {
            json.writeStringField("attachTarget", kind.attachTarget().get());
        }
        json.writeBooleanField("sleepable", kind.sleepable());
        json.writeBooleanField("autoload", kind.autoload());
    }

    private static void helper(JsonGenerator json, Reference.HelperCall helper) throws IOException {
        json.writeStartObject();
        json.writeNumberField("number", helper.number());
        if (helper.helper().isPresent()) {
            json.writeStringField("name", helper.helper().get().name());
            json.writeStringField("since", helper.helper().get().since().toString());
        }
        json.writeEndObject();
    }
}
