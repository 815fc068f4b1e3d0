package io.github.bpfmaven.plugin.lock;

import java.util.List;
import java.util.SortedMap;

/**
 * What a build would make now: what a lock has to say for its objects to be that.
 *
 * @param settings as {@link LockSettings} has them
 * @param libraries library code
 * @param programs all programs
 */
public record Wanted(List<Line> settings, List<Source> libraries, List<Program> programs) {
    /** What an LLVM is called that is in a directory which nobody has looked into. */
    public static final String ANY_DIRECTORY = "directory";

    public Wanted {
        settings = List.copyOf(settings);
        libraries = List.copyOf(libraries);
        programs = List.copyOf(programs);
    }

    /**
     * A source or a file of library code.
     *
     * @param name as in the lock
     * @param flags as in the lock
     * @param arguments of the user's for clang, as they are on this machine
     */
    public record Source(String name, List<Line> flags, List<String> arguments) {
        public Source {
            flags = List.copyOf(flags);
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * A program.
     *
     * @param source its source
     * @param objects the paths of its objects by target
     * @param java the path of its class
     */
    public record Program(Source source, SortedMap<String, String> objects, String java) {}
}
