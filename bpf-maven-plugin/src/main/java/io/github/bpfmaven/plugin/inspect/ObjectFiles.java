package io.github.bpfmaven.plugin.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfFormatException;

/** Finds the objects in what a user names. */
public final class ObjectFiles {
    /** No object is nearly as large; an entry of a jar may claim to be. */
    private static final long LARGEST = 1L << 30;

    private ObjectFiles() {}

    /**
     * The objects in a file: itself, or each in a jar; those in a directory.
     *
     * @param property by which a user names a file
     * @return sorted by name, never empty
     * @throws InspectException if there is none
     */
    public static List<ObjectFile> in(Path path, String property) throws InspectException, IOException {
        if (Files.isDirectory(path)) {
            return inDirectory(path);
        }
        if (!Files.isRegularFile(path)) {
            throw new InspectException("There is no file " + path
                    + ": name an object (.o), a jar with objects in it, or a directory, with -D" + property + "=FILE");
        }
        return isZip(path)
                ? inJar(path)
                : List.of(new ObjectFile(path.getFileName().toString(), Files.readAllBytes(path)));
    }

    static boolean isZip(Path path) throws IOException {
        try (var in = Files.newInputStream(path)) {
            var start = in.readNBytes(2);
            return start.length == 2 && start[0] == 'P' && start[1] == 'K';
        }
    }

    private static List<ObjectFile> inDirectory(Path directory) throws InspectException, IOException {
        var objects = new ArrayList<ObjectFile>();
        try (var files = Files.walk(directory)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (file.toString().endsWith(".o")) {
                    var name = directory.relativize(file).toString().replace('\\', '/');
                    objects.add(new ObjectFile(name, Files.readAllBytes(file)));
                }
            }
        }
        return found(objects, "Nothing below " + directory + " is a BPF object (.o)");
    }

    /** Whatever they are called; in jars there are other things that end in {@code .o}, and objects that end otherwise. */
    private static List<ObjectFile> inJar(Path path) throws InspectException, IOException {
        var objects = new ArrayList<ObjectFile>();
        try (var jar = new ZipFile(path.toFile())) {
            for (var entries = jar.entries(); entries.hasMoreElements(); ) {
                var entry = entries.nextElement();
                if (!entry.isDirectory()) {
                    addIfBpf(jar, entry, objects);
                }
            }
        } catch (ZipException damaged) {
            throw new InspectException(path + " is a damaged jar: " + damaged.getMessage(), damaged);
        }
        objects.sort(Comparator.comparing(ObjectFile::name));
        return found(objects, "There is no BPF object in " + path);
    }

    private static void addIfBpf(ZipFile jar, ZipEntry entry, List<ObjectFile> objects) throws IOException {
        try (var in = jar.getInputStream(entry)) {
            var start = in.readNBytes(4);
            if (start.length == 4 && isElf(start) && entry.getSize() <= LARGEST) {
                var rest = in.readAllBytes();
                var bytes = new byte[start.length + rest.length];
                System.arraycopy(start, 0, bytes, 0, start.length);
                System.arraycopy(rest, 0, bytes, start.length, rest.length);
                if (isBpf(bytes)) {
                    objects.add(new ObjectFile(entry.getName(), bytes));
                }
            }
        }
    }

    private static boolean isElf(byte[] start) {
        return start[0] == 0x7f && start[1] == 'E' && start[2] == 'L' && start[3] == 'F';
    }

    private static boolean isBpf(byte[] bytes) {
        try {
            return ElfFile.read(bytes).machine() == ElfFile.EM_BPF;
        } catch (ElfFormatException other) {
            return false;
        }
    }

    private static List<ObjectFile> found(List<ObjectFile> objects, String otherwise) throws InspectException {
        if (objects.isEmpty()) {
            throw new InspectException(otherwise);
        }
        return objects;
    }
}
