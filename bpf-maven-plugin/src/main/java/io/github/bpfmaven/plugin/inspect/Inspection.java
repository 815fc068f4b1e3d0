package io.github.bpfmaven.plugin.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.inject.Inject;

import io.github.bpfmaven.inspect.ObjectInspector;
import io.github.bpfmaven.object.BpfObjectFormatException;
import io.github.bpfmaven.plugin.inspect.InspectRequest.Format;

/** Looks into objects and writes down what they tell. */
public final class Inspection {
    @Inject
    Inspection() {}

    /**
     * The report, which has been written to a file if one was named.
     *
     * @throws InspectException if there is no object, a file is none, or none has the program asked for
     * @throws IOException if something can't be read or written
     */
    public String run(InspectRequest request) throws InspectException, IOException {
        var objects = new ArrayList<InspectedFile>();
        for (var file : files(request)) {
            objects.add(read(file));
        }
        var text = request.program().isPresent()
                ? new CodeReport(request.format()).of(objects, request.program().get())
                : request.format() == Format.JSON ? JsonReport.of(objects) : TextReport.of(objects);
        if (request.output().isPresent()) {
            var output = request.output().get().toAbsolutePath();
            Files.createDirectories(output.getParent());
            Files.writeString(output, text);
        }
        return text;
    }

    private static List<ObjectFile> files(InspectRequest request) throws InspectException, IOException {
        if (request.file().isPresent()) {
            return ObjectFiles.in(request.file().get());
        }
        for (var place : request.built()) {
            if (Files.exists(place)) {
                return ObjectFiles.in(place);
            }
        }
        throw new InspectException("The project has built no objects: there is neither "
                + request.built().stream().map(Path::toString).collect(Collectors.joining(" nor "))
                + ". Run bpf:compile first, or name an object or a jar with -Dbpf.inspect=FILE");
    }

    private static InspectedFile read(ObjectFile file) throws InspectException {
        try {
            var inspector = ObjectInspector.of(file.bytes());
            var report = inspector.report();
            if (!report.object().isRelocatableBpf()) {
                throw new InspectException(file.name() + " is an ELF file, but no relocatable object for BPF");
            }
            return new InspectedFile(file, inspector, report);
        } catch (BpfObjectFormatException damaged) {
            throw new InspectException(file.name() + " is no BPF object: " + damaged.getMessage(), damaged);
        }
    }

    /** All functions that there are, for a message. */
    static Stream<String> functions(List<InspectedFile> objects) {
        return objects.stream()
                .flatMap(object ->
                        Stream.concat(object.report().programs().stream(), object.report().subprograms().stream()))
                .map(function -> function.function().name())
                .distinct()
                .sorted();
    }
}
