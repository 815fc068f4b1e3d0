package io.github.bpfmaven.plugin.inspect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonGenerator;

import io.github.bpfmaven.inspect.FunctionReport;
import io.github.bpfmaven.plugin.json.JsonText;
import io.github.bpfmaven.plugin.lock.Line;
import io.github.bpfmaven.plugin.provenance.BuildOrigin;
import io.github.bpfmaven.plugin.provenance.InputFile;
import io.github.bpfmaven.plugin.provenance.ObjectOrigin;
import io.github.bpfmaven.plugin.provenance.SourceCode;
import io.github.bpfmaven.toolchain.Sha256;

/**
 * A software bill of materials: CycloneDX 1.6, a component for each object, with what it was made from as its ancestors. Without a
 * serial number and a date, so that the same objects give the same bytes.
 */
final class CycloneDx {
    /** What properties of this plugin's are called by. */
    private static final String NAMESPACE = "io.github.bpf-maven:";

    private CycloneDx() {}

    static String of(List<InspectedFile> objects) throws IOException {
        return JsonText.of(json -> {
            json.writeStringField("bomFormat", "CycloneDX");
            json.writeStringField("specVersion", "1.6");
            json.writeNumberField("version", 1);
            json.writeArrayFieldStart("components");
            for (var object : objects) {
                component(json, object);
            }
            json.writeEndArray();
        });
    }

    private static void component(JsonGenerator json, InspectedFile object) throws IOException {
        var digest = Sha256.of(object.file().bytes());
        json.writeStartObject();
        json.writeStringField("type", "file");
        json.writeStringField("bom-ref", object.file().name());
        json.writeStringField("name", object.file().name());
        hashes(json, digest);
        var license = object.report().object().license();
        if (license.isPresent()) {
            json.writeArrayFieldStart("licenses");
            SpdxLicense.write(json, license.get());
            json.writeEndArray();
        }
        var build = object.origin().flatMap(ObjectOrigin::build);
        if (build.isPresent()) {
            json.writeObjectFieldStart("pedigree");
            ancestors(json, build.get());
            json.writeEndObject();
        }
        json.writeArrayFieldStart("properties");
        for (var property : properties(object)) {
            json.writeStartObject();
            json.writeStringField("name", NAMESPACE + property.word());
            json.writeStringField("value", property.value());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void hashes(JsonGenerator json, String sha256) throws IOException {
        json.writeArrayFieldStart("hashes");
        json.writeStartObject();
        json.writeStringField("alg", "SHA-256");
        json.writeStringField("content", sha256);
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void ancestors(JsonGenerator json, BuildOrigin build) throws IOException {
        var inputs = new ArrayList<>(build.source().inputs());
        build.libraries().stream().map(SourceCode::inputs).forEach(inputs::addAll);
        json.writeArrayFieldStart("ancestors");
        for (InputFile input : inputs.stream().distinct().toList()) {
            json.writeStartObject();
            json.writeStringField("type", "file");
            json.writeStringField("name", input.name());
            if (input.sha256().isPresent()) {
                hashes(json, input.sha256().get());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static List<Line> properties(InspectedFile object) {
        var all = new ArrayList<Line>();
        var report = object.report();
        report.object().license().ifPresent(license -> all.add(new Line("license", license)));
        report.needs().oldest().ifPresent(oldest -> all.add(new Line("oldestKernel", oldest.toString())));
        report.programs().stream()
                .map(FunctionReport::function)
                .forEach(program -> all.add(new Line("program", program.name() + " " + program.section())));
        report.maps().forEach(map -> all.add(new Line("map", map.map().name())));
        object.origin().ifPresent(origin -> {
            all.add(new Line("target", origin.target()));
            all.add(new Line("class", origin.className()));
            origin.build().ifPresent(build -> {
                all.add(new Line("plugin", build.plugin()));
                all.add(new Line("llvm", build.toolchain().version()));
                build.toolchain().sha256().ifPresent(digest -> all.add(new Line("llvm:sha256", digest)));
                all.addAll(build.source().flags());
            });
        });
        return all;
    }
}
