package io.github.bpfmaven.plugin.compile;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
     */
    public static Sources find(Path directory, List<String> includes, List<String> excludes) {
        if (!Files.isDirectory(directory)) {
            return new Sources(List.of(), List.of());
        }
        var programs = scan(directory, includes, excludes);
        var libraries = scan(directory, List.of("**/*.c"), excludes).stream()
                .filter(source -> !programs.contains(source))
                .toList();
        return new Sources(programs, libraries);
    }

    private static List<Source> scan(Path directory, List<String> includes, List<String> excludes) {
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
