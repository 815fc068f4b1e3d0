package io.github.bpfmaven.plugin.constants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.bpfmaven.plugin.compile.Clang;
import io.github.bpfmaven.plugin.compile.ClangDiagnostic;
import io.github.bpfmaven.plugin.compile.ClangDiagnostic.Place;
import io.github.bpfmaven.plugin.compile.ClangProbe;
import io.github.bpfmaven.plugin.compile.CompileUnit;
import io.github.bpfmaven.plugin.compile.ProjectPaths;

/**
 * A C file that stands behind a source and has one line for each candidate. Candidates whose lines clang refuses are dropped, and
 * it is run again, until it takes the rest.
 */
final class ProbeFile {
    /**
     * Behind the user's arguments. No warning is of interest here, and -w keeps even -Werror=… and pragmas from making errors of
     * them (clang 20, {@code DiagnosticIDs::getDiagnosticSeverity}).
     */
    private static final List<String> QUIET = List.of(
            "-w",
            "-Qunused-arguments",
            "-Wno-fatal-errors",
            "-ferror-limit=0",
            "-fshow-column",
            "-fdiagnostics-format=clang");

    private final Clang clang;
    private final ProjectPaths paths;
    private final CompileUnit unit;
    private final Path file;

    /** @param file where it is written, absolute */
    ProbeFile(Clang clang, ProjectPaths paths, CompileUnit unit, Path file) {
        this.clang = clang;
        this.paths = paths;
        this.unit = unit;
        this.file = file;
    }

    /** Clang's arguments for a run whose errors are read: those that make it say all of them and nothing else. */
    static List<String> arguments(List<String> kind) {
        return Stream.concat(QUIET.stream(), kind.stream()).toList();
    }

    /**
     * Runs clang until nothing is refused any more. There is no output if no candidate is left.
     *
     * @param output what clang makes
     * @param kind arguments that tell it what to make
     * @param frame lines before the first candidate's and again behind the last's. An error there is not a candidate's
     * @param line a candidate's, without line breaks
     */
    Outcome run(
            Path output,
            List<String> kind,
            List<String> frame,
            List<Candidate> candidates,
            Function<Candidate, String> line)
            throws IOException, InterruptedException {
        var left = new ArrayList<>(candidates);
        var refused = new TreeMap<Integer, String>();
        // Every round drops one at least. When none is left, the source has to show that it is not what is wrong.
        while (!candidates.isEmpty()) {
            write(left.stream().map(line), frame);
            var probe = new ClangProbe(file, Optional.of(paths.file(unit.source())), output, arguments(kind));
            var answer = clang.ask(unit, probe);
            if (answer.succeeded()) {
                break;
            }
            var bad = new TreeMap<Integer, String>();
            for (var error : answer.errors()) {
                var index = index(error, frame.size());
                if (index.isPresent() && index.getAsInt() < 0) {
                    // The source itself is broken; what is wrong with the candidates may come of that.
                    return new Outcome.SourceBroken(error);
                }
                // Behind the last one: what a candidate has opened, or the source.
                index.ifPresent(at -> bad.putIfAbsent(at, error.message()));
            }
            bad.tailMap(left.size(), true).clear();
            if (bad.isEmpty()) {
                return new Outcome.SourceBroken(answer.errors().get(0));
            }
            bad.forEach((index, why) -> refused.put(left.get(index).number(), why));
            bad.descendingKeySet().forEach(index -> left.remove(index.intValue()));
        }
        return new Outcome.Done(left, refused);
    }

    private void write(Stream<String> lines, List<String> frame) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(
                file,
                Stream.of(frame.stream(), lines, frame.stream())
                        .flatMap(part -> part)
                        .toList());
    }

    /** Whose line an error is in, counted from 0: negative if it comes before them, in any file; empty if it has no place. */
    private OptionalInt index(ClangDiagnostic error, int frameLines) {
        return error.place().stream()
                .mapToInt(place -> isHere(place) ? place.line() - 1 - frameLines : -1)
                .findFirst();
    }

    private boolean isHere(Place place) {
        return paths.baseDirectory().resolve(place.file()).normalize().equals(file.normalize());
    }

    /** What came of it. */
    sealed interface Outcome {
        /**
         * @param accepted in the order given
         * @param refused clang's words, by the candidates' numbers
         */
        record Done(List<Candidate> accepted, Map<Integer, String> refused) implements Outcome {
            public Done {
                accepted = List.copyOf(accepted);
                refused = Map.copyOf(refused);
            }
        }

        /** Something else than a candidate is wrong. */
        record SourceBroken(ClangDiagnostic error) implements Outcome {}
    }
}
