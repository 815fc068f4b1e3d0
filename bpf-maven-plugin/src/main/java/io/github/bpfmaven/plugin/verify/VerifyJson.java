package io.github.bpfmaven.plugin.verify;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.core.JsonGenerator;

import io.github.bpfmaven.loader.report.SourceLine;
import io.github.bpfmaven.loader.report.VerifierStatistics;
import io.github.bpfmaven.plugin.json.JsonText;

/** What kernels say, for programs; {@code docs/verify.md} has the schema. */
final class VerifyJson {
    static final int VERSION = 1;

    private VerifyJson() {}

    static String of(List<KernelResult> results) throws IOException {
        return JsonText.of(VERSION, json -> {
            json.writeArrayFieldStart("kernels");
            for (var result : results) {
                json.writeStartObject();
                json.writeStringField("name", result.kernel());
                if (result instanceof KernelResult.Asked asked) {
                    asked(json, asked);
                } else if (result instanceof KernelResult.Absent absent) {
                    json.writeStringField("absent", absent.reason());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void asked(JsonGenerator json, KernelResult.Asked kernel) throws IOException {
        json.writeStringField("version", kernel.version());
        json.writeStringField("machine", kernel.machine());
        json.writeArrayFieldStart("programs");
        for (var program : kernel.programs()) {
            json.writeStartObject();
            json.writeStringField("object", program.object());
            json.writeStringField("program", program.program());
            json.writeStringField("section", program.section());
            verdict(json, program.verdict());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("tests");
        for (var test : kernel.tests()) {
            json.writeStartObject();
            json.writeStringField("test", test.test());
            json.writeStringField("object", test.object());
            json.writeStringField("program", test.program());
            json.writeBooleanField("passed", !test.failed());
            json.writeArrayFieldStart("differences");
            for (var difference : test.differences()) {
                json.writeString(difference);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void verdict(JsonGenerator json, Verdict verdict) throws IOException {
        if (verdict instanceof Verdict.Loaded loaded) {
            json.writeStringField("verdict", "loaded");
            json.writeNumberField("loadedInstructions", loaded.instructions());
            json.writeBooleanField("jited", loaded.jited());
            if (loaded.statistics().isPresent()) {
                statistics(json, loaded.statistics().get());
            }
        } else if (verdict instanceof Verdict.Refused refused) {
            json.writeStringField("verdict", "refused");
            json.writeStringField("reason", refused.reason());
            if (refused.line().isPresent()) {
                line(json, refused.line().get());
            }
            if (!refused.log().isEmpty()) {
                json.writeStringField("log", refused.log());
            }
        } else if (verdict instanceof Verdict.Skipped skipped) {
            json.writeStringField("verdict", "skipped");
            json.writeStringField("reason", skipped.reason());
        }
    }

    private static void statistics(JsonGenerator json, VerifierStatistics statistics) throws IOException {
        json.writeNumberField("verifiedInstructions", statistics.instructions());
        json.writeNumberField("states", statistics.states());
        json.writeNumberField("peakStates", statistics.peakStates());
        if (!statistics.stack().isEmpty()) {
            json.writeStringField("stack", statistics.stack());
        }
    }

    private static void line(JsonGenerator json, SourceLine line) throws IOException {
        json.writeObjectFieldStart("line");
        json.writeStringField("file", line.file());
        json.writeNumberField("line", line.line());
        json.writeNumberField("column", line.column());
        json.writeStringField("text", line.text());
        json.writeNumberField("instruction", line.instruction());
        json.writeEndObject();
    }
}
