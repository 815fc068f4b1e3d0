package io.github.bpfmaven.plugin.constants;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.bpfmaven.btf.BtfFormatException;
import io.github.bpfmaven.elf.ElfFormatException;
import io.github.bpfmaven.plugin.compile.Clang;
import io.github.bpfmaven.plugin.compile.ClangDiagnostic;
import io.github.bpfmaven.plugin.compile.CompileUnit;
import io.github.bpfmaven.plugin.compile.ProjectPaths;
import io.github.bpfmaven.plugin.constants.ConstantMessage.Severity;
import io.github.bpfmaven.plugin.constants.ProbeFile.Outcome;
import io.github.bpfmaven.plugin.constants.ValueReader.Reading;

/** Has clang say what the candidates of one source are for one target. */
final class Evaluation {
    /**
     * Functions define no constant of the whole source, may take long to compile, and may not compile without what they are
     * linked with.
     */
    private static final List<String> WITHOUT_FUNCTIONS = List.of("-c", "-g", "-Xclang", "-skip-function-bodies");

    /** For sources that need the functions, such as those with an alias of one. */
    private static final List<String> WITH_FUNCTIONS = List.of("-c", "-g");

    private final Clang clang;
    private final ProjectPaths paths;
    private final CompileUnit unit;
    private final Path directory;
    private final String prefix;
    private final List<ConstantMessage> messages = new ArrayList<>();

    /**
     * @param directory this evaluation's own, absolute
     * @param prefix no name of the source begins with it
     */
    Evaluation(Clang clang, ProjectPaths paths, CompileUnit unit, Path directory, String prefix) {
        this.clang = clang;
        this.paths = paths;
        this.unit = unit;
        this.directory = directory;
        this.prefix = prefix;
    }

    Constants of(Selection selection) throws IOException, InterruptedException {
        messages.addAll(selection.messages());
        var screened = screen(selection.candidates());
        if (screened instanceof Outcome.SourceBroken broken) {
            return broken(unit, broken.error());
        }
        var object = directory.resolve("values.o");
        var compiled = compile(((Outcome.Done) screened).accepted(), object);
        if (compiled instanceof Outcome.SourceBroken broken) {
            return broken(unit, broken.error());
        }
        var evaluated = read(((Outcome.Done) compiled).accepted(), object);
        warnOfVainPatterns(selection.candidates(), evaluated);
        return new Constants(evaluated, selection.unmatched(), messages, true);
    }

    /** What is left when macros are gone that are no expressions at all. */
    private Outcome screen(List<Candidate> candidates) throws IOException, InterruptedException {
        var expansions = new Expansions(prefix);
        var problems = new HashMap<>(expansions.problems(candidates));
        var output = directory.resolve("expansions.i");
        var outcome = file("expansions.c")
                .run(
                        output,
                        List.of("-E"),
                        expansions.frame(),
                        candidates.stream().filter(Expansions::isExpanded).toList(),
                        expansions::line);
        if (!(outcome instanceof Outcome.Done done)) {
            return outcome;
        }
        problems.putAll(done.refused());
        if (!done.accepted().isEmpty()) {
            problems.putAll(expansions.problems(new String(Files.readAllBytes(output), StandardCharsets.UTF_8)));
        }
        refuse(candidates, problems);
        var left = candidates.stream()
                .filter(candidate -> !problems.containsKey(candidate.number()))
                .toList();
        return new Outcome.Done(left, problems);
    }

    private Outcome compile(List<Candidate> candidates, Path object) throws IOException, InterruptedException {
        var file = file("values.c");
        // Stands nowhere but outside of everything, and there as often as one likes.
        var frame = List.of("extern int " + prefix + ";");
        var outcome = file.run(object, WITHOUT_FUNCTIONS, frame, candidates, this::variable);
        if (outcome instanceof Outcome.SourceBroken || isSwallowed(outcome, object)) {
            outcome = file.run(object, WITH_FUNCTIONS, frame, candidates, this::variable);
        }
        if (outcome instanceof Outcome.Done done) {
            refuse(candidates, done.refused());
        }
        return outcome;
    }

    /** All in one section, so that they are found where their type doesn't matter; with names that are no one's macros. */
    private String variable(Candidate candidate) {
        var name = candidate.definition().name();
        return "const __typeof__((" + name + ")) " + prefix + candidate.number()
                + " __attribute__((__used__, __section__(\"" + prefix + "\"))) = (" + name + ");";
    }

    /** clang 20 skips a function that is still open at the end of the source, and all that follows, without a word. */
    private boolean isSwallowed(Outcome outcome, Path object) throws IOException {
        return outcome instanceof Outcome.Done done
                && !done.accepted().isEmpty()
                && !values(object).has(prefix + done.accepted().get(0).number());
    }

    private List<CConstant> read(List<Candidate> candidates, Path object) throws IOException {
        var constants = new ArrayList<CConstant>();
        if (candidates.isEmpty()) {
            return constants;
        }
        var values = values(object);
        for (var candidate : candidates) {
            var definition = candidate.definition();
            var reading = values.read(prefix + candidate.number());
            if (reading instanceof Reading.Value read) {
                constants.add(new CConstant(definition.name(), read.value(), definition.text()));
            } else if (reading instanceof Reading.Refused refused) {
                messages.add(candidate.refused(refused.why()));
            }
        }
        return constants;
    }

    private static ValueReader values(Path object) throws IOException {
        try {
            return ValueReader.of(Files.readAllBytes(object));
        } catch (ElfFormatException | BtfFormatException damaged) {
            throw new IOException(
                    object + ", which clang has just made, can't be read: " + damaged.getMessage(), damaged);
        }
    }

    private void refuse(List<Candidate> candidates, Map<Integer, String> reasons) {
        candidates.stream()
                .filter(candidate -> reasons.containsKey(candidate.number()))
                .forEach(candidate -> messages.add(candidate.refused(reasons.get(candidate.number()))));
    }

    /** A name that was asked for by itself has its own message. */
    private void warnOfVainPatterns(List<Candidate> candidates, List<CConstant> constants) {
        var evaluated = new HashSet<String>();
        constants.forEach(constant -> evaluated.add(constant.name()));
        var patterns = candidates.stream().map(Candidate::pattern).distinct().toList();
        for (var pattern : patterns) {
            var names = candidates.stream()
                    .filter(candidate -> candidate.pattern().equals(pattern))
                    .map(candidate -> candidate.definition().name())
                    .toList();
            if (!pattern.isLiteral() && names.stream().noneMatch(evaluated::contains)) {
                messages.add(new ConstantMessage(
                        Severity.WARNING,
                        Optional.empty(),
                        "nothing that <constants> " + pattern + " matches in " + paths.name(unit.source())
                                + " is a constant (" + names.get(0) + (names.size() > 1 ? " …" : "")
                                + "): mvn -X says why of each"));
            }
        }
    }

    private ProbeFile file(String name) {
        return new ProbeFile(clang, paths, unit, directory.resolve(name));
    }

    /** No constants, because of an error that is no candidate's. */
    static Constants broken(CompileUnit unit, ClangDiagnostic error) {
        var text = "the constants of " + unit.source() + " for " + unit.target() + " can't be evaluated: "
                + error.message();
        return new Constants(
                List.of(), List.of(), List.of(new ConstantMessage(Severity.WARNING, error.place(), text)), false);
    }
}
