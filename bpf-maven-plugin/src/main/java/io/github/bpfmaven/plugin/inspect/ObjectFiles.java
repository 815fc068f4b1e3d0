package io.github.bpfmaven.plugin.inspect;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import io.github.bpfmaven.elf.ElfFile;

/** Finds the objects in what a user names. */
public final class ObjectFiles {
    /** Up to the end of {@code e_machine} of an ELF header. */
    private static final int HEAD = 20;

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
                : List.of(object(path, path.getFileName().toString()));
    }

    private static ObjectFile object(Path path, String name) throws InspectException, IOException {
        return new ObjectFile(name, BoundedFile.read(path, name));
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
                    objects.add(object(file, name));
                }
            }
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
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
        } catch (ZipException | EOFException damaged) {
            throw new InspectException(path + " is a damaged jar: " + damaged.getMessage(), damaged);
        }
        objects.sort(Comparator.comparing(ObjectFile::name));
        return found(objects, "There is no BPF object in " + path);
    }

    private static void addIfBpf(ZipFile jar, ZipEntry entry, List<ObjectFile> objects)
            throws InspectException, IOException {
        try (var in = jar.getInputStream(entry)) {
            var head = in.readNBytes(HEAD);
            if (head.length == HEAD && isBpf(head)) {
                objects.add(new ObjectFile(entry.getName(), BoundedFile.read(in, entry.getName(), head)));
            }
        }
    }

    /** By the fields {@code e_ident} and {@code e_machine} of ELF(5). */
    private static boolean isBpf(byte[] head) {
        var machine = (head[18] & 0xff) | (head[19] & 0xff) << 8;
        var swapped = Short.toUnsignedInt(Short.reverseBytes((short) machine));
        return head[0] == 0x7f
                && head[1] == 'E'
                && head[2] == 'L'
                && head[3] == 'F'
                && (machine == ElfFile.EM_BPF || swapped == ElfFile.EM_BPF);
    }

    private static List<ObjectFile> found(List<ObjectFile> objects, String otherwise) throws InspectException {
        if (objects.isEmpty()) {
            throw new InspectException(otherwise);
        }
        return objects;
    }
}
