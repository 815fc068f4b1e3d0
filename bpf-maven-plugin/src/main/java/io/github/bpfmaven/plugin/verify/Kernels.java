package io.github.bpfmaven.plugin.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import javax.inject.Inject;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.loader.BpfObjectLoader;
import io.github.bpfmaven.loader.machine.KernelImage;
import io.github.bpfmaven.loader.machine.MachineException;
import io.github.bpfmaven.loader.machine.VirtualMachine;
import io.github.bpfmaven.loader.remote.RemoteKernelException;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.types.TargetKernel;

/** Gets at kernels: this machine's, and those that are started for it, several at once as far as processors and memory go. */
final class Kernels {
    private static final Logger LOG = LoggerFactory.getLogger(Kernels.class);
    private static final int SECONDS_TO_END = 10;

    private final MachineSlots slots;

    @Inject
    Kernels(MachineSlots slots) {
        this.slots = slots;
    }

    /** Asks all of them; in the order of the choices. Whatever comes of it, no machine runs any more afterwards. */
    List<KernelResult> ask(List<KernelChoice> choices, KernelRun run) throws IOException, VerifyException {
        // Each waits for its slot.
        var executor = Executors.newCachedThreadPool();
        var machines = new OpenMachines();
        var answers = new ArrayList<Future<KernelResult>>();
        try {
            for (var choice : choices) {
                Callable<KernelResult> asking = () -> choice instanceof KernelChoice.Image image
                        ? boot(image, run, machines)
                        : askThisMachine((KernelChoice.ThisMachine) choice, run);
                answers.add(executor.submit(asking));
            }
            var results = new ArrayList<KernelResult>();
            for (var answer : answers) {
                results.add(answer.get());
            }
            return results;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new VerifyException("Stopped before all kernels had answered", stopped);
        } catch (ExecutionException failed) {
            throw unwrapped(failed);
        } finally {
            end(executor, machines);
        }
    }

    /** Those that boot are interrupted, and those that are asked lose their machines. */
    private static void end(ExecutorService executor, OpenMachines machines) {
        executor.shutdownNow();
        machines.close();
        var interrupted = Thread.interrupted();
        try {
            if (!executor.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                LOG.debug("A kernel is still being asked");
            }
        } catch (InterruptedException again) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static IOException unwrapped(ExecutionException failed) throws VerifyException {
        if (failed.getCause() instanceof IOException problem) {
            return problem;
        }
        if (failed.getCause() instanceof VerifyException problem) {
            throw problem;
        }
        throw new IllegalStateException(failed.getCause());
    }

    private static KernelResult askThisMachine(KernelChoice.ThisMachine choice, KernelRun run)
            throws IOException, VerifyException {
        var name = "this machine's kernel";
        try (var kernel = TargetKernel.local()) {
            try {
                BpfObjectLoader.checkRights(kernel);
            } catch (BpfLoadException denied) {
                return new KernelResult.Absent(name, denied.getMessage(), choice.whenAbsent());
            }
            return ask(name, Optional.empty(), run, kernel);
        } catch (UnsupportedOperationException denied) {
            return new KernelResult.Absent(name, denied.getMessage(), choice.whenAbsent());
        }
    }

    private KernelResult boot(KernelChoice.Image choice, KernelRun run, OpenMachines machines)
            throws IOException, VerifyException, InterruptedException {
        slots.take(choice.settings().memory());
        LOG.info("Starting {} ({})", choice.name(), choice.image());
        try (var machine = VirtualMachine.boot(KernelImage.read(choice.image()), choice.settings());
                var kernel = TargetKernel.of(machine.kernel())) {
            machines.add(machine);
            return ask(choice.name(), Optional.of(choice.name()), run, kernel);
        } catch (MachineException | RemoteKernelException absent) {
            return new KernelResult.Absent(choice.name(), absent.getMessage(), choice.whenAbsent());
        } finally {
            slots.free(choice.settings().memory());
        }
    }

    /** What a kernel refuses is a result; this is about what nobody has thought of. */
    private static KernelResult ask(String what, Optional<String> name, KernelRun run, TargetKernel kernel)
            throws IOException, VerifyException {
        try {
            return run.ask(name, kernel);
        } catch (RemoteKernelException | BpfLoadException known) {
            throw known;
        } catch (IOException unknown) {
            throw new IOException(what + " could not be asked: " + unknown.getMessage(), unknown);
        }
    }
}
