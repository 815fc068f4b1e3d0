package io.github.bpfmaven.plugin.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;

import io.github.bpfmaven.plugin.provenance.ObjectsFile;
import io.github.bpfmaven.plugin.provenance.OriginFormatException;
import io.github.bpfmaven.plugin.provenance.OriginReader;

/** Finds what is said of objects beside them. */
final class OriginFiles {
    private OriginFiles() {}

    /**
     * What is said where {@link ObjectFiles} has found objects: in a jar, in a directory; beside an object alone, nothing.
     *
     * @throws InspectException if what is said makes no sense
     */
    static Origins in(Path path) throws InspectException, IOException {
        if (Files.isDirectory(path)) {
            var file = path.resolve(ObjectsFile.PATH);
            return Files.isRegularFile(file)
                    ? read(file.toString(), BoundedFile.read(file, ObjectsFile.PATH))
                    : Origins.none();
        }
        return ObjectFiles.isZip(path) ? inJar(path) : Origins.none();
    }

    private static Origins inJar(Path path) throws InspectException, IOException {
        try (var jar = new ZipFile(path.toFile())) {
            var entry = jar.getEntry(ObjectsFile.PATH);
            if (entry == null) {
                return Origins.none();
            }
            try (var in = jar.getInputStream(entry)) {
                return read(path + "!/" + ObjectsFile.PATH, BoundedFile.read(in, ObjectsFile.PATH, new byte[0]));
            }
        }
    }

    private static Origins read(String place, byte[] content) throws InspectException {
        try {
            return new Origins(OriginReader.read(content));
        } catch (OriginFormatException damaged) {
            throw new InspectException(
                    place + " doesn't say where objects come from: " + damaged.getMessage(), damaged);
        }
    }
}
