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

    private static final String HANDED_ON_AT_ONCE = "-Xclang=";

    /** What leads clang to directories that this class doesn't know, or to arguments that it doesn't read. */
    private static final List<String> UNKNOWN_PLACES = List.of(
            "-iwith",
            "-iprefix",
            "-iframework",
            "-ivfsoverlay",
            "-internal-",
            "-c-isystem",
            "-resource-dir",
            "-working-directory",
            "-fmodule",
            "-fms-compatibility",
            "-F",
            "--include-prefix",
            "--include-with-prefix",
            "--config");

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
    private boolean unknown;

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

    /** Whether there are arguments after which another order of these directories is possible. */
    public boolean isOdd() {
        return odd || unknown;
    }

    /** Whether clang may read, or look for, more than can be told here: also what it would not list as read. */
    public boolean isUnknown() {
        return unknown;
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return one.equals(other) || Files.isSameFile(one, other);
        } catch (IOException missing) {
            return false;
        }
    }

    private void read(List<String> all) {
        var arguments = all.stream()
                .filter(argument -> !HANDED_ON.contains(argument))
                .map(argument -> argument.startsWith(HANDED_ON_AT_ONCE)
                        ? argument.substring(HANDED_ON_AT_ONCE.length())
                        : argument)
                .toList();
        // They come behind all others, or before.
        odd |= !arguments.equals(all);
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
        // Below --sysroot.
        unknown |= joined.startsWith("=") && !option.startsWith("--");
        path(joined.isEmpty() ? value : joined.startsWith("=") ? joined.substring(1) : joined)
                .ifPresent(directory -> {
                    directories.add(directory);
                    // A header map, which leads anywhere.
                    if (Files.isRegularFile(directory)) {
                        files.add(directory);
                        unknown = true;
                    }
                });
        return true;
    }

    private void defined(String argument, String value) {
        value(argument, value, "-D")
                .or(() -> value(argument, value, "--define-macro"))
                .ifPresent(definitions::add);
    }

    private void included(String argument, String value) {
        for (var option : List.of("-include", "-imacros", "--include", "--imacros")) {
            value(argument, value, option).ifPresent(included::add);
        }
    }

    /** What an option says, in the same argument or the next one. */
    private static Optional<String> value(String argument, String next, String option) {
        if (!argument.startsWith(option)) {
            return Optional.empty();
        }
        var joined = argument.substring(option.length());
        return Optional.of(
                joined.isEmpty()
                        ? next
                        : option.startsWith("--") && joined.startsWith("=") ? joined.substring(1) : joined);
    }

    private void other(String argument) {
        resourceHeaders &= !argument.equals("-nostdinc") && !argument.equals("-nobuiltininc");
        odd |= argument.startsWith("-isysroot") || argument.startsWith("--sysroot") || argument.startsWith("-fms-");
        // Clang 20 lets -MMD, in a response file, win over -MD, wherever it stands, and then lists no system headers.
        unknown |= argument.startsWith("-M") || UNKNOWN_PLACES.stream().anyMatch(argument::startsWith);
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
            read(ResponseFile.arguments(Files.readString(file.get())));
        } catch (IOException notUtf8) {
            unknown = true;
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
