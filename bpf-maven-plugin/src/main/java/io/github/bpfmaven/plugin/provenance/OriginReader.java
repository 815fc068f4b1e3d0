package io.github.bpfmaven.plugin.provenance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;

import io.github.bpfmaven.plugin.json.JsonTree;
import io.github.bpfmaven.plugin.lock.Line;

/** Reads what {@link ObjectsFile} says of objects. Fields that it doesn't know are passed over. */
public final class OriginReader {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private OriginReader() {}

    /**
     * All objects that a file speaks of. There may be several documents in it, one behind the other: so they come out where jars
     * are made one and files of a name are appended.
     *
     * @throws OriginFormatException if it is no such file, or one of a version that is not known
     */
    public static List<ObjectOrigin> read(byte[] content) throws OriginFormatException {
        var origins = new ArrayList<ObjectOrigin>();
        try (var parser = new JsonFactory().createParser(content)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                document(new JsonTree(parser).object(token), origins);
            }
            return origins;
        } catch (IOException | ClassCastException | IllegalArgumentException damaged) {
            throw new OriginFormatException(damaged.getMessage(), damaged);
        }
    }

    private static void document(Map<String, Object> document, List<ObjectOrigin> origins)
            throws OriginFormatException {
        var version = JsonTree.text(document, "schemaVersion").orElse("none");
        if (!version.equals(Integer.toString(ObjectsFile.VERSION))) {
            throw new OriginFormatException(
                    "its schemaVersion is " + version + ", and this plugin reads " + ObjectsFile.VERSION);
        }
        for (var object : JsonTree.objects(document, "objects")) {
            origins.add(new ObjectOrigin(
                    JsonTree.required(object, "name"),
                    JsonTree.required(object, "sha256"),
                    JsonTree.required(object, "class"),
                    JsonTree.required(object, "target"),
                    JsonTree.object(object, "build").map(OriginReader::build)));
        }
    }

    private static BuildOrigin build(Map<String, Object> build) {
        return new BuildOrigin(
                JsonTree.required(build, "plugin"),
                toolchain(JsonTree.object(build, "toolchain")
                        .orElseThrow(() -> new IllegalArgumentException("an object has no toolchain"))),
                code(build),
                JsonTree.objects(build, "libraries").stream()
                        .map(OriginReader::code)
                        .toList(),
                JsonTree.texts(build, "includeDirectories"),
                JsonTree.texts(build, "exports"));
    }

    private static Toolchain toolchain(Map<String, Object> toolchain) {
        return new Toolchain(
                JsonTree.required(toolchain, "version"),
                digest(toolchain),
                JsonTree.text(toolchain, "directory").filter("true"::equals).isPresent(),
                JsonTree.object(toolchain, "linker").map(OriginReader::toolchain));
    }

    private static SourceCode code(Map<String, Object> code) {
        var flags = new ArrayList<Line>();
        for (var word : List.of(OriginJson.OPTIMIZATION, OriginJson.CPU)) {
            JsonTree.text(code, word).ifPresent(value -> flags.add(new Line(word, value)));
        }
        for (var word : List.of(OriginJson.DEFINE, OriginJson.ARGUMENT)) {
            JsonTree.texts(code, word + "s").forEach(value -> flags.add(new Line(word, value)));
        }
        return new SourceCode(
                flags,
                JsonTree.objects(code, "inputs").stream()
                        .map(input -> new InputFile(JsonTree.required(input, "name"), digest(input)))
                        .toList());
    }

    private static Optional<String> digest(Map<String, Object> object) {
        var digest = JsonTree.text(object, "sha256");
        if (digest.isPresent() && !DIGEST.matcher(digest.get()).matches()) {
            throw new IllegalArgumentException("a sha256 is " + digest.get() + ", and no 64 hexadecimal digits");
        }
        return digest;
    }
}
