package io.github.bpfmaven.plugin.inspect;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

import io.github.bpfmaven.plugin.inspect.InspectRequest.Format;

/** The code of one function, in each object that has it. */
final class CodeReport {
    private static final int MOST_NAMES = 30;

    private final Format format;

    CodeReport(Format format) {
        this.format = format;
    }

    String of(List<InspectedFile> objects, String function) throws InspectException, IOException {
        var found = objects.stream()
                .filter(object -> object.inspector().disassembly(function).isPresent())
                .toList();
        if (found.isEmpty()) {
            throw new InspectException("No object has a program or subprogram '" + function + "'; there are: "
                    + Inspection.functions(objects).limit(MOST_NAMES).collect(Collectors.joining(", ")));
        }
        return format == Format.JSON ? json(found, function) : text(found, function);
    }

    private static String text(List<InspectedFile> objects, String function) {
        var text = new StringBuilder();
        for (var object : objects) {
            text.append(Wording.printable(object.file().name() + ": " + function))
                    .append('\n');
            object.inspector()
                    .disassembly(function)
                    .orElseThrow()
                    .forEach(line -> text.append(Wording.printable(line)).append('\n'));
        }
        return text.toString();
    }

    private static String json(List<InspectedFile> objects, String function) throws IOException {
        return JsonReport.write(json -> {
            json.writeStringField("program", function);
            json.writeArrayFieldStart("objects");
            for (var object : objects) {
                json.writeStartObject();
                json.writeStringField("name", object.file().name());
                json.writeArrayFieldStart("code");
                for (var line : object.inspector().disassembly(function).orElseThrow()) {
                    json.writeString(line);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
