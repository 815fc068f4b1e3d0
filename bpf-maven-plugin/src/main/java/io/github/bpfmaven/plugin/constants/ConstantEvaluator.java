package io.github.bpfmaven.plugin.constants;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.plugin.compile.Clang;
import io.github.bpfmaven.plugin.compile.ClangProbe;
import io.github.bpfmaven.plugin.compile.CompileUnit;
import io.github.bpfmaven.plugin.compile.ProjectPaths;

/**
 * Finds the macros and enum constants of a source that patterns ask for, and has clang evaluate them: names from clang's dump of
 * the macros, values from variables that are initialised with them, types from these variables' BTF. Nothing of C's arithmetic
 * is done here.
 */
public final class ConstantEvaluator {
    private static final Logger LOG = LoggerFactory.getLogger(ConstantEvaluator.class);

    private final Clang clang;
    private final ProjectPaths paths;
    private final Path workDirectory;

    /**
     * @param clang runs with the same paths
     * @param paths where the project is
     * @param workDirectory for generated C and what clang makes of it, absolute; a directory in it belongs to each source and
     *     target, and is overwritten
     */
    public ConstantEvaluator(Clang clang, ProjectPaths paths, Path workDirectory) {
        this.clang = clang;
        this.paths = paths;
        this.workDirectory = workDirectory;
    }

    /**
     * Evaluates constants. A source with errors has none, as a rule: compiling it says what is wrong. An error in a function need
     * not be found here.
     *
     * @param unit the source, the target and the flags; its bitcode is neither read nor written
     * @param patterns which names; none for no constants
     * @throws IOException if clang can't be run, or a file can't be read or written
     */
    public Constants evaluate(CompileUnit unit, List<NamePattern> patterns) throws IOException, InterruptedException {
        if (patterns.isEmpty()) {
            return Constants.NONE;
        }
        var directory = workDirectory.resolve(
                unit.source().path().replaceFirst("\\.c$", "_" + unit.target().suffix()));
        var dump = directory.resolve("macros.i");
        var source = paths.file(unit.source());
        var answer = clang.ask(
                unit, new ClangProbe(source, Optional.empty(), dump, ProbeFile.arguments(List.of("-E", "-dD"))));
        if (!answer.succeeded()) {
            return Evaluation.broken(unit, answer.errors().get(0));
        }
        // Not always UTF-8. The values of texts are not taken from here.
        var text = new String(Files.readAllBytes(dump), StandardCharsets.UTF_8);
        var selection = Selection.of(DefinitionReader.read(text), patterns);
        LOG.debug(
                "{} for {}: {} names may be constants",
                source,
                unit.target(),
                selection.candidates().size());
        return new Evaluation(clang, paths, unit, directory, prefix(text)).of(selection);
    }

    /** One that no name in the source begins with, nor any that a macro may put together there. */
    private static String prefix(String dump) {
        var prefix = "bpf_constant_";
        for (var number = 2; dump.contains(prefix); number++) {
            prefix = "bpf_constant" + number + "_";
        }
        return prefix;
    }
}
