package io.github.bpfmaven.plugin.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.bpfmaven.linker.LinkInput;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.compile.SearchPath;
import io.github.bpfmaven.plugin.incremental.LocalResults;
import io.github.bpfmaven.plugin.incremental.RootNames;

/**
 * What a further build of the same would find changed.
 *
 * @param trees directories in which any file counts
 * @param files that count beside these, whether they are there or not
 * @param outputs directories in which nothing counts, since builds write there
 */
public record WatchList(Set<Path> trees, Set<Path> files, Set<Path> outputs) {
    public WatchList {
        trees = Set.copyOf(trees);
        files = Set.copyOf(files);
        outputs = Set.copyOf(outputs);
    }

    /** What is known now: after each build it may be more. */
    public static WatchList of(BuildRequest request) {
        var layout = request.layout();
        var base = layout.paths().baseDirectory();
        var user = request.userDirectories();
        var trees = new LinkedHashSet<Path>();
        trees.add(layout.paths().sourceDirectory());
        request.main().ifPresent(main -> trees.add(main.directory()));
        // Others may be as large as /usr/include: there only what was read or looked for counts.
        user.stream().filter(directory -> directory.startsWith(base)).forEach(trees::add);
        var files = new LinkedHashSet<Path>();
        // The plugin's own headers are nobody's to change.
        var names = new RootNames(
                layout.paths(), new SearchPath(user, List.of(new WorkFiles(layout.workDirectory()).headers())));
        var results = LocalResults.read(new WorkFiles(layout.workDirectory()).results(), names);
        results.files().stream().map(names::path).forEach(files::add);
        files.addAll(libraries(request));
        var outputs = Stream.of(
                layout.workDirectory(), layout.resourceDirectory(), layout.javaDirectory(), layout.classesDirectory());
        return new WatchList(trees, files, new LinkedHashSet<>(outputs.toList()));
    }

    private static List<Path> libraries(BuildRequest request) {
        var files = new ArrayList<Path>();
        for (var target : request.targets()) {
            try {
                for (var input : request.links().inputs(target.byteOrder())) {
                    if (input instanceof LinkInput.InFile file) {
                        files.add(file.path());
                    }
                }
            } catch (InvalidConfigurationException notThere) {
                // The build says so, and the next one is after a change of the POM.
                return files;
            }
        }
        return files;
    }
}
