package io.github.bpfmaven.plugin.doctor;

import java.io.IOException;

import io.github.bpfmaven.plugin.json.JsonText;

/** A report for programs; {@code docs/doctor.md} has the schema. */
public final class DoctorJson {
    private static final int VERSION = 1;

    private DoctorJson() {}

    public static String of(DoctorReport report) throws IOException {
        return JsonText.of(VERSION, json -> {
            json.writeStringField("pluginVersion", report.pluginVersion());
            json.writeStringField("status", report.worst().toString());
            json.writeArrayFieldStart("findings");
            for (var entry : report.entries()) {
                json.writeStartObject();
                json.writeStringField("check", entry.check());
                json.writeStringField("status", entry.finding().status().toString());
                json.writeStringField("text", entry.finding().text());
                if (entry.finding().cure().isPresent()) {
                    json.writeStringField("cure", entry.finding().cure().get());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
