package io.github.bpfmaven.plugin.compile;

import java.nio.file.Path;
import java.util.List;

/**
 * How a source is compiled, as a compilation database has it (clang's {@code JSONCompilationDatabase}).
 *
 * @param directory in which the compiler runs; relative arguments start from it
 * @param file the source, absolute
 * @param arguments the compiler, its arguments, and the source
 */
public record CompileCommand(Path directory, Path file, List<String> arguments) {
    public CompileCommand {
        arguments = List.copyOf(arguments);
    }
}
