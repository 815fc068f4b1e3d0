package io.github.bpfmaven.plugin.incremental;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.bpfmaven.plugin.compile.ProjectPaths;
import io.github.bpfmaven.plugin.compile.SearchPath;

/**
 * Names of files that are the same wherever the project lies: relative to its directory, or below what stands for a directory
 * outside of it, such as {@code <include1>/net.h}. A file that is below none of these keeps its path.
 */
public final class RootNames {
    private final Path base;
    private final List<Root> longestFirst = new ArrayList<>();
    /** Each of some hundred programs names the same headers. */
    private final Map<String, Path> paths = new ConcurrentHashMap<>();

    private final Map<Path, String> fileNames = new ConcurrentHashMap<>();

    /** @param searchPath whose directories have names of their own where they are outside the project, and always the plugin's */
    public RootNames(ProjectPaths paths, SearchPath searchPath) {
        this.base = paths.baseDirectory();
        if (!paths.sourceDirectory().startsWith(base)) {
            longestFirst.add(new Root("<sources>", paths.sourceDirectory()));
        }
        var number = 1;
        for (var directory : searchPath.user()) {
            if (!directory.startsWith(base) && !directory.equals(paths.sourceDirectory())) {
                longestFirst.add(new Root("<include" + number++ + ">", directory));
            }
        }
        searchPath.builtin().forEach(directory -> longestFirst.add(new Root("<bpf-headers>", directory)));
        longestFirst.sort(Comparator.comparing((Root root) -> root.directory().getNameCount())
                .reversed());
    }

    /** The name of a file. */
    public String name(Path file) {
        return fileNames.computeIfAbsent(file, this::named);
    }

    private String named(Path file) {
        for (var root : longestFirst) {
            if (file.startsWith(root.directory())) {
                return root.name() + "/" + relative(root.directory(), file);
            }
        }
        return file.startsWith(base) ? relative(base, file) : file.toString();
    }

    /**
     * Whether a name is a path of one machine: that of a file which is below none of the directories. By the rules of all hosts: a
     * lock may come from another one. Not Path's, which refuses {@code <} on Windows.
     */
    public static boolean isPath(String name) {
        return name.startsWith("/") || name.startsWith("\\\\") || hasDrive(name);
    }

    private static boolean hasDrive(String name) {
        return name.length() > 2
                && (name.charAt(0) >= 'A' && name.charAt(0) <= 'Z' || name.charAt(0) >= 'a' && name.charAt(0) <= 'z')
                && name.charAt(1) == ':'
                && (name.charAt(2) == '/' || name.charAt(2) == '\\');
    }

    /** The file of a name. */
    public Path path(String name) {
        return paths.computeIfAbsent(name, this::resolve);
    }

    private Path resolve(String name) {
        for (var root : longestFirst) {
            if (name.startsWith(root.name() + "/")) {
                return root.directory().resolve(name.substring(root.name().length() + 1));
            }
        }
        return base.resolve(name);
    }

    /** A message with names in place of directories, so that it can be shown in another place. */
    String hide(String message) {
        var hidden = message;
        for (var root : messageRoots()) {
            hidden = hidden.replace(root.directory() + File.separator, root.name() + "/");
        }
        return hidden;
    }

    /** What {@link #hide} has hidden, as it is here. */
    String show(String message) {
        var shown = message;
        for (var root : messageRoots()) {
            shown = shown.replace(root.name() + "/", root.directory() + File.separator);
        }
        return shown;
    }

    private List<Root> messageRoots() {
        var all = new ArrayList<>(longestFirst);
        all.add(new Root("<project>", base));
        return all;
    }

    private static String relative(Path directory, Path file) {
        // Not relativize, which takes .. away, also behind a link or a directory that isn't there.
        var from = directory.getNameCount();
        var path = from == file.getNameCount()
                ? ""
                : file.subpath(from, file.getNameCount()).toString().replace(File.separatorChar, '/');
        // Not to be taken for a name of a directory.
        return path.startsWith("<") ? "./" + path : path;
    }

    private record Root(String name, Path directory) {}
}
