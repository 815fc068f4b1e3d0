package io.github.bpfmaven.plugin.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.compile.Sources;

/** The files that {@code <btfs>} names. */
final class KernelFiles {
    private static final String SUFFIX = ".btf";

    private KernelFiles() {}

    /**
     * By the name that its minimal BTF has, each file: the same name, below the same directories, with {@code .btf} at the
     * end.
     *
     * @throws InvalidConfigurationException if a path leads nowhere, a directory has no such file, or two have one name
     */
    static Map<String, Path> find(List<Path> paths) throws InvalidConfigurationException {
        if (paths.isEmpty()) {
            throw new InvalidConfigurationException(
                    "<btfs> is empty: name files with the BTF of kernels, or directories with files *.btf");
        }
        var files = new TreeMap<String, Path>();
        for (var path : paths) {
            if (Files.isDirectory(path)) {
                var found = Sources.scan(path, List.of("**/*" + SUFFIX), List.of());
                if (found.isEmpty()) {
                    throw new InvalidConfigurationException("<btfs>: no file below " + path + " ends with " + SUFFIX);
                }
                for (var file : found) {
                    put(files, file.path(), path.resolve(file.path()));
                }
            } else if (Files.isRegularFile(path)) {
                var name = path.getFileName().toString();
                put(files, name.endsWith(SUFFIX) ? name : name + SUFFIX, path);
            } else {
                throw new InvalidConfigurationException("<btfs>: " + path + " does not exist");
            }
        }
        return files;
    }

    private static void put(Map<String, Path> files, String name, Path file) throws InvalidConfigurationException {
        var other = files.putIfAbsent(name, file);
        if (other != null && !other.equals(file)) {
            throw new InvalidConfigurationException("<btfs>: " + other + " and " + file + " would both be " + name
                    + ": rename one, or name a directory above both");
        }
    }
}
