package io.github.bpfmaven.plugin.compile;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

import org.codehaus.plexus.util.DirectoryScanner;

/**
 * What there is to compile.
 *
 * @param programs one object each, in the order of their paths
 * @param libraries what every program may pull functions from, in the order of their paths
 */
public record Sources(List<Source> programs, List<Source> libraries) {
    public Sources {
        programs = List.copyOf(programs);
        libraries = List.copyOf(libraries);
    }

    /**
     * Looks below a directory. A source that is included is a program; any other {@code .c} file is library code,
     * unless it is excluded.
     *
     * @return nothing at all if the directory is missing
     * @throws InvalidConfigurationException if a source has a name that this JVM can't open
     * @throws IOException if the directory can't be read
     */
    public static Sources find(Path directory, List<String> includes, List<String> excludes)
            throws InvalidConfigurationException, IOException {
        if (!Files.isDirectory(directory)) {
            return new Sources(List.of(), List.of());
        }
        requireNames(directory);
        var programs = scan(directory, includes, excludes);
        var isProgram = new HashSet<>(programs);
        var libraries = scan(directory, List.of("**/*.c"), excludes).stream()
                .filter(source -> !isProgram.contains(source))
                .toList();
        return new Sources(programs, libraries);
    }

    /**
     * {@link DirectoryScanner} passes over such a file without a word, and the program would be missing in the jar: an
     * umlaut in the C locale, which is a container's, or a name in Latin-1 where UTF-8 is meant.
     */
    private static void requireNames(Path directory) throws InvalidConfigurationException, IOException {
        try (var files = Files.walk(directory)) {
            // In ASCII any JVM reads them.
            var lost = files.filter(file -> file.toString().endsWith(".c") && !isAscii(file.toString()))
                    .filter(file -> Files.exists(file) && !new File(file.toString()).exists())
                    .findFirst();
            if (lost.isPresent()) {
                throw new InvalidConfigurationException("the name of " + lost.get() + " can't be read in this locale ("
                        + System.getProperty("sun.jnu.encoding") + "): run Maven in a UTF-8 locale, such as"
                        + " LC_ALL=C.UTF-8, or rename the file in ASCII");
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(letter -> letter < 0x80);
    }

    /** The files that patterns choose, in the order of their paths; none if the directory is missing. */
    public static List<Source> scan(Path directory, List<String> includes, List<String> excludes) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        var scanner = new DirectoryScanner();
        scanner.setBasedir(directory.toFile());
        scanner.setIncludes(includes.toArray(String[]::new));
        scanner.setExcludes(excludes.toArray(String[]::new));
        scanner.addDefaultExcludes();
        scanner.scan();
        return Arrays.stream(scanner.getIncludedFiles())
                .map(path -> new Source(path.replace(File.separatorChar, '/')))
                .sorted()
                .toList();
    }
}
