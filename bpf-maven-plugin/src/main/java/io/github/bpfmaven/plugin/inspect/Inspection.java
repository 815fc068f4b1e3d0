package io.github.bpfmaven.plugin.inspect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.inject.Inject;

import io.github.bpfmaven.inspect.ObjectInspector;
import io.github.bpfmaven.object.BpfObjectFormatException;
import io.github.bpfmaven.plugin.file.WholeFile;
import io.github.bpfmaven.plugin.inspect.InspectRequest.Format;
import io.github.bpfmaven.toolchain.Sha256;

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
        if (request.program().isPresent() && request.format() == Format.CYCLONEDX) {
            throw new InspectException(
                    "A CycloneDX document has no code in it: leave out -Dbpf.inspect.program, or ask for"
                            + " -Dbpf.inspect.format=text or json");
        }
        var objects = objects(request.file(), request.built(), "bpf.inspect");
        var text = request.program().isPresent()
                ? new CodeReport(request.format()).of(objects, request.program().get())
                : report(request.format(), objects);
        if (request.output().isPresent()) {
            WholeFile.write(request.output().get(), text.getBytes(StandardCharsets.UTF_8));
        }
        return text;
    }

    private static String report(Format format, List<InspectedFile> objects) throws IOException {
        return switch (format) {
            case TEXT -> TextReport.of(objects);
            case JSON -> JsonReport.of(objects);
            case CYCLONEDX -> CycloneDx.of(objects);
        };
    }

    /**
     * Looks into all objects of a file, or else of the first place that there is.
     *
     * @param file an object, a jar or a directory; nothing for what the project has built
     * @param built as in {@link InspectRequest}
     * @param property by which a user names a file
     * @throws InspectException if there is no object, or a file is none
     * @throws IOException if something can't be read
     */
    public static List<InspectedFile> objects(Optional<Path> file, List<Path> built, String property)
            throws InspectException, IOException {
        var objects = new ArrayList<InspectedFile>();
        var place = place(file, built, property);
        var files = ObjectFiles.in(place, property);
        var origins = OriginFiles.in(place);
        for (var found : files) {
            objects.add(read(found, origins));
        }
        return objects;
    }

    private static Path place(Optional<Path> file, List<Path> built, String property) throws InspectException {
        if (file.isPresent()) {
            return file.get();
        }
        for (var place : built) {
            if (Files.exists(place)) {
                return place;
            }
        }
        throw new InspectException("The project has built no objects: there is neither "
                + built.stream().map(Path::toString).collect(Collectors.joining(" nor "))
                + ". Run bpf:compile first, or name an object or a jar with -D" + property + "=FILE");
    }

    private static InspectedFile read(ObjectFile file, Origins origins) throws InspectException {
        try {
            var inspector = ObjectInspector.of(file.bytes());
            var report = inspector.report();
            if (!report.object().isRelocatableBpf()) {
                throw new InspectException(file.name() + " is an ELF file, but no relocatable object for BPF");
            }
            var origin = origins.of(file.name(), Sha256.of(file.bytes()));
            return new InspectedFile(
                    file,
                    inspector,
                    report,
                    origin,
                    origin.isPresent() ? Optional.empty() : origins.complaint(file.name()));
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
