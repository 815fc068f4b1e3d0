package io.github.bpfmaven.plugin.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.inject.Inject;

import io.github.bpfmaven.loader.BpfObjectLoader;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.types.TargetKernel;

/** Gets at kernels: this machine's, and those that are started for it. */
final class Kernels {
    @Inject
    Kernels() {}

    /** Asks all of them; in the order of the choices. */
    List<KernelResult> ask(List<KernelChoice> choices, KernelRun run) throws IOException, VerifyException {
        var results = new ArrayList<KernelResult>();
        for (var choice : choices) {
            if (choice instanceof KernelChoice.ThisMachine local) {
                results.add(askThisMachine(local, run));
            }
        }
        return results;
    }

    private static KernelResult askThisMachine(KernelChoice.ThisMachine choice, KernelRun run)
            throws IOException, VerifyException {
        try (var kernel = TargetKernel.local()) {
            BpfObjectLoader.checkRights(kernel);
            return run.ask(Optional.empty(), kernel);
        } catch (BpfLoadException | UnsupportedOperationException denied) {
            return new KernelResult.Absent("this machine's kernel", denied.getMessage(), choice.whenAbsent());
        }
    }
}
