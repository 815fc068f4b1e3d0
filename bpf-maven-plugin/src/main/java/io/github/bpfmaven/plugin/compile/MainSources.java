package io.github.bpfmaven.plugin.compile;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The main sources, as tests see them: headers, and library code that may be linked into their programs.
 *
 * @param directory where they are
 * @param includes which of them are programs: patterns
 * @param excludes which are left out
 */
public record MainSources(Path directory, List<String> includes, List<String> excludes) {
    public MainSources {
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
    }

    /** The programs, which tests can't link. */
    public List<Source> programs() {
        return Sources.scan(directory, includes, excludes);
    }

    /**
     * The library code, as sources of another directory.
     *
     * @param from that directory
     * @throws InvalidConfigurationException if a source has a name that this JVM can't open
     * @throws IOException if the directory can't be read
     */
    public List<Source> libraries(Path from) throws InvalidConfigurationException, IOException {
        var way = from.relativize(directory).toString().replace(File.separatorChar, '/');
        return Sources.find(directory, includes, excludes).libraries().stream()
                .map(source -> new Source(way + "/" + source.path(), source.path()))
                .toList();
    }
}
