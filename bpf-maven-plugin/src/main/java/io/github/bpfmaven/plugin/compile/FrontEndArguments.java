package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What clang's driver tells the compiler proper ({@code clang -cc1}), without what it says of a single source. It is asked
 * ({@code -###}), once for all sources with the same target and flags: how the one's arguments become the other's is its own
 * business.
 */
final class FrontEndArguments {
    private static final Logger LOG = LoggerFactory.getLogger(FrontEndArguments.class);

    /** LLVM may count over all modules of a process ({@code -opt-bisect-limit}); a macro of clang's own may be taken away. */
    private static final List<String> UNKNOWN = List.of("-mllvm", "-U");

    /** What the driver says of itself. */
    private static final List<String> ABOUT = List.of("clang version ", "Target: ", "Thread model: ", "InstalledDir: ");

    private final Driver driver;
    private final ProjectPaths paths;
    private final Map<CompileUnit.Kind, Answer> answers = new ConcurrentHashMap<>();

    FrontEndArguments(Driver driver, ProjectPaths paths) {
        this.driver = driver;
        this.paths = paths;
    }

    /** The driver. */
    @FunctionalInterface
    interface Driver {
        /** What it says it would run for a unit. */
        String wouldRun(CompileUnit unit) throws IOException, InterruptedException;
    }

    /** Guarded by itself. */
    private static final class Answer {
        private boolean isHere;
        private Optional<List<String>> arguments = Optional.empty();
    }

    /**
     * The arguments for all units with this one's target and flags: bitcode on standard output for each source, and a list of what
     * was read; names of sources follow at the end.
     *
     * @return empty if the driver has said something that this class doesn't know
     */
    Optional<List<String>> of(CompileUnit unit) throws IOException, InterruptedException {
        var answer = answers.computeIfAbsent(unit.kind(), kind -> new Answer());
        synchronized (answer) {
            if (!answer.isHere) {
                var said = driver.wouldRun(unit);
                answer.arguments = parse(said, paths.argument(paths.file(unit.source())));
                answer.isHere = true;
                if (answer.arguments.isEmpty()) {
                    LOG.debug("Each source is compiled by itself: {}", said);
                }
            }
            return answer.arguments;
        }
    }

    /** @param source as the driver was told its name */
    static Optional<List<String>> parse(String said, String source) {
        // " \"/usr/bin/clang\" \"-cc1\" …": a line for each program, all arguments in quotes.
        var programs = said.lines().filter(line -> line.startsWith(" \"")).toList();
        // What the driver itself warns of, the compiler proper doesn't.
        if (programs.size() != 1
                || programs.get(0).contains(" \"\"")
                || !said.lines().allMatch(FrontEndArguments::isPlain)) {
            return Optional.empty();
        }
        var all = ResponseFile.arguments(programs.get(0));
        var end = all.size() - 1;
        if (end < 4 || !all.subList(end - 2, end + 1).equals(List.of("-x", "c", source))) {
            return Optional.empty();
        }
        var rest = new ArrayList<>(all.subList(1, end));
        var isKnown = rest.get(0).equals("-cc1")
                && rest.contains("-emit-llvm-bc")
                && UNKNOWN.stream().noneMatch(rest::contains)
                && without(rest, "-o")
                && without(rest, "-main-file-name")
                && without(rest, "-dependency-file");
        if (!isKnown) {
            return Optional.empty();
        }
        // It would keep the memory of each source until its end.
        rest.remove("-disable-free");
        rest.addAll(1, List.of("-o", "-", "-dependency-file", "-"));
        return Optional.of(List.copyOf(rest));
    }

    private static boolean isPlain(String line) {
        return line.startsWith(" ") || ABOUT.stream().anyMatch(line::startsWith);
    }

    /** @return whether there was one such option, with a value */
    private static boolean without(List<String> arguments, String option) {
        var at = arguments.indexOf(option);
        if (at < 0 || at + 1 >= arguments.size() || at != arguments.lastIndexOf(option)) {
            return false;
        }
        arguments.remove(at + 1);
        arguments.remove(at);
        return true;
    }
}
