package io.github.bpfmaven.plugin.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.bpfmaven.loader.LoadedProgram;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.report.VerifierException;
import io.github.bpfmaven.loader.types.TargetKernel;

/**
 * Loads the programs of an object, also those that are loaded only when asked for: all at once, and if a kernel refuses that,
 * each by itself, so that one that is refused does not hide the next.
 */
final class ObjectVerifier {
    private static final int EPERM = 1;

    private final TargetKernel kernel;

    ObjectVerifier(TargetKernel kernel) {
        this.kernel = kernel;
    }

    List<ProgramResult> verify(VerifiedObject object) throws IOException {
        var verdicts = new LinkedHashMap<String, Verdict>();
        for (var program : object.object().programs()) {
            ObjectLoads.reasonToSkip(program)
                    .ifPresent(reason -> verdicts.put(program.name(), new Verdict.Skipped(reason)));
        }
        var wanted = ObjectLoads.loadable(object);
        try {
            verdicts.putAll(load(object, wanted, false));
        } catch (BpfLoadException refused) {
            for (var program : wanted) {
                verdicts.put(program, verify(object, program));
            }
        }
        return object.object().programs().stream()
                .map(program -> new ProgramResult(
                        object.name(), program.name(), program.section(), verdicts.get(program.name())))
                .toList();
    }

    private Verdict verify(VerifiedObject object, String program) throws IOException {
        try {
            return new ArrayList<>(load(object, Set.of(program), true).values()).get(0);
        } catch (VerifierException refused) {
            return refused.log().isBlank() && refused.errno().orElse(0) == EPERM
                    ? new Verdict.Skipped(refused.problem())
                    : new Verdict.Refused(refused.getMessage(), refused.line(), refused.log());
        } catch (BpfLoadException refused) {
            return new Verdict.Refused(refused.getMessage(), Optional.empty(), "");
        }
    }

    private Map<String, Verdict> load(VerifiedObject object, Set<String> programs, boolean alone) throws IOException {
        var verdicts = new LinkedHashMap<String, Verdict>();
        try (var loaded = ObjectLoads.of(object, programs, alone).load(kernel)) {
            for (var program : loaded.programs()) {
                verdicts.put(program.name(), loaded(program));
            }
        }
        return verdicts;
    }

    private static Verdict loaded(LoadedProgram program) throws IOException {
        var info = program.info();
        return new Verdict.Loaded(program.statistics(), info.instructions().length / Long.BYTES, info.jited());
    }
}
