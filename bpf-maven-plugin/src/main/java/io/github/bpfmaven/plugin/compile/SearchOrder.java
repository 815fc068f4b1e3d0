package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where clang looks for headers with some arguments, in which order; and which files the arguments themselves name (clang 20,
 * {@code InitHeaderSearch}).
 */
public final class SearchOrder {
    /** The next argument is for one of clang's parts. */
    private static final Set<String> HANDED_ON = Set.of("-Xclang", "-Xpreprocessor");

    private final Path base;
    private final List<Path> quote = new ArrayList<>();
    private final List<Path> user = new ArrayList<>();
    private final List<Path> system = new ArrayList<>();
    private final List<Path> after = new ArrayList<>();
    private final List<Path> embedded = new ArrayList<>();
    private final List<String> definitions = new ArrayList<>();
    private final Set<Path> files = new LinkedHashSet<>();
    private final List<String> included = new ArrayList<>();
    private boolean resourceHeaders = true;
    private boolean odd;
    private boolean unlisted;

    private SearchOrder(Path base) {
        this.base = base;
    }

    /**
     * @param base where clang runs
     * @param defines macros
     * @param arguments the user's
     */
    public static SearchOrder of(Path base, SearchPath path, List<String> defines, List<String> arguments) {
        var order = new SearchOrder(base);
        order.definitions.addAll(defines);
        order.user.addAll(path.user());
        order.read(arguments);
        order.after.addAll(0, path.builtin());
        // A directory that is also a system one counts only there.
        order.user.removeIf(directory -> order.system.stream().anyMatch(other -> isSame(directory, other)));
        return order;
    }

    /** Where clang runs. */
    public Path base() {
        return base;
    }

    /** Those that only {@code #include "…"} searches, behind the including file's own. */
    public List<Path> quote() {
        return quote;
    }

    /** Those that {@code #embed} searches. */
    public List<Path> embedded() {
        return embedded;
    }

    /** Macros that don't come out of a file, as a file would define them. */
    public List<byte[]> definitions() {
        return definitions.stream()
                .map(define -> "#define " + define.replaceFirst("=", " ") + "\n")
                .map(define -> define.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /**
     * Those that every search goes through.
     *
     * @param resourceDirectory clang's own headers; empty if not known
     */
    public List<Path> angle(Optional<Path> resourceDirectory) {
        var all = new LinkedHashSet<>(user);
        all.addAll(system);
        if (resourceHeaders) {
            resourceDirectory.ifPresent(all::add);
        }
        all.addAll(after);
        return List.copyOf(all);
    }

    /** What arguments name and clang reads, though no list of headers may have it: plugins, lists, response files. */
    public Set<Path> files() {
        return files;
    }

    /** What arguments include, as {@code #include "…"} in the directory where clang runs would. */
    public List<String> included() {
        return included;
    }

    /** Whether there are arguments that this class doesn't understand, so that any order is possible. */
    public boolean isOdd() {
        return odd;
    }

    /** Whether arguments in response files may keep clang from listing the system headers that it reads. */
    public boolean isUnlisted() {
        return unlisted;
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return one.equals(other) || Files.isSameFile(one, other);
        } catch (IOException missing) {
            return false;
        }
    }

    private void read(List<String> all) {
        var arguments =
                all.stream().filter(argument -> !HANDED_ON.contains(argument)).toList();
        // They come behind all others, or before.
        odd |= arguments.size() < all.size();
        for (var index = 0; index < arguments.size(); index++) {
            var argument = arguments.get(index);
            var value = index + 1 < arguments.size() ? arguments.get(index + 1) : "";
            if (argument.startsWith("@")) {
                responseFile(argument.substring(1));
            } else if (argument.startsWith("-Wp,")) {
                read(List.of(argument.substring("-Wp,".length()).split(",")));
            } else if (!directory(argument, value)) {
                included(argument, value);
                defined(argument, value);
                other(argument);
            }
        }
    }

    private boolean directory(String argument, String value) {
        return directory(argument, value, "-iquote", quote)
                || directory(argument, value, "-isystem-after", after)
                || directory(argument, value, "-isystem", system)
                || directory(argument, value, "-idirafter", after)
                || directory(argument, value, "--include-directory-after", after)
                || directory(argument, value, "--include-directory", user)
                || directory(argument, value, "--embed-dir", embedded)
                || directory(argument, value, "-I", user);
    }

    private boolean directory(String argument, String value, String option, List<Path> directories) {
        if (!argument.startsWith(option)) {
            return false;
        }
        var joined = argument.substring(option.length());
        path(joined.isEmpty() ? value : joined.startsWith("=") ? joined.substring(1) : joined)
                .ifPresent(directory -> {
                    directories.add(directory);
                    // A header map, which leads anywhere.
                    if (Files.isRegularFile(directory)) {
                        files.add(directory);
                        odd = true;
                    }
                });
        return true;
    }

    private void defined(String argument, String value) {
        if (argument.startsWith("-D")) {
            definitions.add(argument.equals("-D") ? value : argument.substring("-D".length()));
        }
    }

    private void included(String argument, String value) {
        for (var option : List.of("-include", "-imacros")) {
            if (argument.startsWith(option)) {
                included.add(argument.equals(option) ? value : argument.substring(option.length()));
            }
        }
    }

    private void other(String argument) {
        resourceHeaders &= !argument.equals("-nostdinc") && !argument.equals("-nobuiltininc");
        odd |= argument.startsWith("-iwith")
                || argument.startsWith("-iprefix")
                || argument.startsWith("-isysroot")
                || argument.startsWith("--sysroot")
                || argument.startsWith("-ivfsoverlay")
                || argument.startsWith("--config")
                || argument.startsWith("-fms-")
                || argument.startsWith("-resource-dir")
                || argument.startsWith("-F")
                || argument.startsWith("-internal-");
        // Clang 20 lets -MMD win over -MD, wherever it stands.
        unlisted |= argument.startsWith("-M");
        file(argument);
        // -fplugin=FILE, -fsanitize-ignorelist=FILE, -fprofile-use=FILE
        var equals = argument.indexOf('=');
        if (equals >= 0) {
            file(argument.substring(equals + 1));
        }
        // -includeFILE, -imacrosFILE
        for (var option : List.of("-include", "-imacros", "-ivfsoverlay")) {
            if (argument.startsWith(option)) {
                file(argument.substring(option.length()));
            }
        }
    }

    private void file(String name) {
        path(name).ifPresent(path -> {
            if (Files.isRegularFile(path)) {
                files.add(path);
            } else if (Files.isRegularFile(path.resolve("default.profdata"))) {
                files.add(path.resolve("default.profdata"));
            }
        });
    }

    private void responseFile(String name) {
        var file = path(name);
        if (file.isEmpty() || !files.add(file.get())) {
            return;
        }
        try {
            // Quotes and escapes don't matter for what is looked for here, except in paths.
            var text = Files.readString(file.get());
            odd |= text.indexOf('"') >= 0 || text.indexOf('\'') >= 0 || text.indexOf('\\') >= 0;
            read(List.of(text.strip().split("\\s+")));
        } catch (IOException | IllegalArgumentException unreadable) {
            odd = true;
        }
    }

    private Optional<Path> path(String name) {
        try {
            return name.isEmpty() ? Optional.empty() : Optional.of(base.resolve(name));
        } catch (InvalidPathException none) {
            return Optional.empty();
        }
    }
}
