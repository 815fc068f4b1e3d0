package io.github.bpfmaven.plugin.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
import io.github.bpfmaven.plugin.compile.AvailableMemory;

/** Gets at kernels: this machine's, and those that are started for it, several at once as far as processors and memory go. */
final class Kernels {
    private static final Logger LOG = LoggerFactory.getLogger(Kernels.class);
    /** What QEMU itself needs beside the guest's memory. */
    private static final long OVERHEAD = 192L << 20;

    @Inject
    Kernels() {}

    /** Asks all of them; in the order of the choices. */
    List<KernelResult> ask(List<KernelChoice> choices, KernelRun run) throws IOException, VerifyException {
        var executor = Executors.newFixedThreadPool(atOnce(choices));
        var answers = new ArrayList<Future<KernelResult>>();
        try {
            for (var choice : choices) {
                Callable<KernelResult> asking = () -> choice instanceof KernelChoice.Image image
                        ? boot(image, run)
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
            // Those that still run are interrupted, and their machines end with them.
            executor.shutdownNow();
        }
    }

    private static int atOnce(List<KernelChoice> choices) {
        var largest = choices.stream()
                .filter(KernelChoice.Image.class::isInstance)
                .mapToLong(choice -> ((KernelChoice.Image) choice).settings().memory())
                .max();
        var bytes = (largest.orElse(0) << 20) + OVERHEAD;
        var byMemory = AvailableMemory.ofThisMachine().getAsLong() / bytes;
        var byProcessors = Runtime.getRuntime().availableProcessors();
        return (int) Math.max(1, Math.min(choices.size(), Math.min(byProcessors, byMemory)));
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
        try (var kernel = TargetKernel.local()) {
            BpfObjectLoader.checkRights(kernel);
            return run.ask(Optional.empty(), kernel);
        } catch (BpfLoadException | UnsupportedOperationException denied) {
            return new KernelResult.Absent("this machine's kernel", denied.getMessage(), choice.whenAbsent());
        }
    }

    private static KernelResult boot(KernelChoice.Image choice, KernelRun run)
            throws IOException, VerifyException, InterruptedException {
        LOG.info("Starting {} ({})", choice.name(), choice.image());
        try (var machine = VirtualMachine.boot(KernelImage.read(choice.image()), choice.settings());
                var kernel = TargetKernel.of(machine.kernel())) {
            return run.ask(Optional.of(choice.name()), kernel);
        } catch (MachineException | RemoteKernelException absent) {
            return new KernelResult.Absent(choice.name(), absent.getMessage(), choice.whenAbsent());
        }
    }
}
