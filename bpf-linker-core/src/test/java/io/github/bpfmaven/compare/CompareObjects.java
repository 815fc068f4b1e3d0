package io.github.bpfmaven.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.bpfmaven.btf.BtfFormatException;
import io.github.bpfmaven.compare.ObjectComparer.FileSymbols;
import io.github.bpfmaven.elf.ElfFormatException;

/**
 * Compares the objects (*.o) below two directories, those of the same relative name with each other.
 *
 * <p>Usage: {@code CompareObjects [--ignore-file-symbols] DIR_A DIR_B}. Prints each difference and a count; exit status 0 if
 * all objects are the same, 1 if one is not or is missing, or there are none, 2 if it was called wrongly.
 */
public final class CompareObjects {
    private static final String IGNORE_FILE_SYMBOLS = "--ignore-file-symbols";

    private final PrintStream out;
    private final ObjectComparer comparer;

    private CompareObjects(PrintStream out, ObjectComparer comparer) {
        this.out = out;
        this.comparer = comparer;
    }

    public static void main(String[] arguments) throws IOException {
        System.exit(run(System.out, List.of(arguments)));
    }

    /** @return the exit status */
    static int run(PrintStream out, List<String> arguments) throws IOException {
        boolean ignoreFile = !arguments.isEmpty() && arguments.get(0).equals(IGNORE_FILE_SYMBOLS);
        List<Path> directories =
                arguments.stream().skip(ignoreFile ? 1 : 0).map(Path::of).toList();
        if (directories.size() != 2 || !directories.stream().allMatch(Files::isDirectory)) {
            out.println("usage: CompareObjects [" + IGNORE_FILE_SYMBOLS + "] DIR_A DIR_B");
            return 2;
        }
        ObjectComparer comparer = new ObjectComparer(ignoreFile ? FileSymbols.IGNORED : FileSymbols.COMPARED);
        return new CompareObjects(out, comparer).compare(directories.get(0), directories.get(1));
    }

    private int compare(Path left, Path right) throws IOException {
        SortedSet<Path> names = objects(left);
        names.addAll(objects(right));
        int different = 0;
        for (Path name : names) {
            List<String> differences = differences(left.resolve(name), right.resolve(name));
            differences.forEach(difference -> out.println(name + ": " + difference));
            different += differences.isEmpty() ? 0 : 1;
        }
        out.println(
                names.size() + " objects, " + (names.size() - different) + " the same, " + different + " different");
        return different == 0 && !names.isEmpty() ? 0 : 1;
    }

    private static SortedSet<Path> objects(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".o"))
                    .map(directory::relativize)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private List<String> differences(Path left, Path right) throws IOException {
        for (Path file : List.of(left, right)) {
            if (!Files.exists(file)) {
                return List.of("missing: " + file);
            }
        }
        try {
            return comparer.compare(Files.readAllBytes(left), Files.readAllBytes(right)).stream()
                    .map(Difference::toString)
                    .toList();
        } catch (ElfFormatException | BtfFormatException damaged) {
            return List.of("cannot be read: " + damaged.getMessage());
        }
    }
}
