package io.github.bpfmaven.plugin.compile;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program that is put before clang's command line, such as ccache, sccache or distcc. What comes out does the same, but
 * need not be the same bytes: distcc (3.4) sends preprocessed text, in which the columns behind a macro are others, and so
 * are those in .BTF.ext. Therefore its {@link #name} counts for what a result is found by; where it lies does not.
 *
 * @param command its executable, absolute, and its first arguments; empty if clang is run by itself
 */
public record CompilerLauncher(List<String> command) {
    /** Nothing stands before clang. */
    public static final CompilerLauncher NONE = new CompilerLauncher(List.of());

    /** The list is copied. */
    public CompilerLauncher {
        command = List.copyOf(command);
    }

    /**
     * What a POM names.
     *
     * @param words the program, and arguments that come before clang; empty for none. A program without a directory is
     *     looked for on the PATH.
     * @param baseDirectory the project's, from which the name of a program with a directory goes on; absolute
     * @param searchPath the directories of the PATH
     * @throws InvalidConfigurationException if there is no such program
     */
    public static CompilerLauncher of(List<String> words, Path baseDirectory, List<Path> searchPath)
            throws InvalidConfigurationException {
        if (words.isEmpty()) {
            return NONE;
        }
        var name = words.get(0);
        var program = isPath(name) ? executable(baseDirectory, name) : onPath(name, searchPath);
        if (program.isEmpty()) {
            throw new InvalidConfigurationException("<compilerLauncher> names '" + name + "', which is "
                    + (isPath(name) ? "no program that can be run" : "not on the PATH")
                    + (name.contains(" ")
                            ? "; the program and its arguments are elements of their own: <launcher>, <launcher> …"
                            : ": install it, or name another one"));
        }
        return new CompilerLauncher(Stream.concat(
                        Stream.of(program.get().toString()), words.stream().skip(1))
                .toList());
    }

    /** The directories on this process's PATH. */
    public static List<Path> searchPath() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .map(Path::of)
                .toList();
    }

    /** Whether anything stands before clang. */
    public boolean isPresent() {
        return !command.isEmpty();
    }

    /** The program without its directory; empty if clang is run by itself. */
    public Optional<String> name() {
        return command.stream()
                .findFirst()
                .map(program -> Path.of(program).getFileName().toString());
    }

    private static boolean isPath(String name) {
        return name.contains("/") || name.contains(File.separator);
    }

    private static Optional<Path> onPath(String name, List<Path> directories) {
        return directories.stream()
                .flatMap(directory -> executable(directory, name).stream())
                .findFirst();
    }

    private static Optional<Path> executable(Path directory, String name) {
        // Windows runs "ccache" as ccache.exe.
        return Stream.of(name, name + ".exe")
                .map(file -> directory.resolve(file).toAbsolutePath().normalize())
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }
}
