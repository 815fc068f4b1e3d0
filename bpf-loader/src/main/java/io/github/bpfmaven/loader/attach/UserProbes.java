package io.github.bpfmaven.loader.attach;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

import io.github.bpfmaven.loader.kernel.ReleaseStack;
import io.github.bpfmaven.loader.types.Feature;
import io.github.bpfmaven.loader.types.TargetKernel;
import io.github.bpfmaven.loader.user.UsdtArgument;
import io.github.bpfmaven.loader.user.UsdtProbe;

/**
 * Probes in programs and libraries, by names.
 *
 * <p>Source: {@code attach_uprobe} in {@code src/libbpf.c} and {@code usdt_manager_attach_usdt} in {@code src/usdt.c} of libbpf
 * 1.8.
 */
final class UserProbes {
    private final TargetKernel target;
    private final Optional<UsdtSpecs> specs;
    private final UserPlaces places;
    private final PerfEvents events;

    /** @param specs the object's; nothing if it has none */
    UserProbes(TargetKernel target, Optional<UsdtSpecs> specs) {
        this.target = target;
        this.specs = specs;
        this.places = new UserPlaces(target);
        this.events = new PerfEvents(target);
    }

    Link function(int program, AttachPoint.UprobeFunction probe) throws IOException {
        String path = places.path(probe.file());
        long offset = places.function(path, probe.function()) + probe.offset();
        return events.uprobe(program, new AttachPoint.Uprobe(path, offset, probe.atReturn(), probe.process()));
    }

    AttachPoint.UprobeMulti pattern(AttachPoint.UprobePattern probe) throws IOException {
        String path = places.path(probe.file());
        return new AttachPoint.UprobeMulti(
                path, places.functionsLike(path, probe.pattern()), probe.atReturn(), probe.process());
    }

    /** At all places of a probe, or at none. */
    Link usdt(int program, AttachPoint.Usdt probe) throws IOException {
        UsdtSpecs known = specs.orElseThrow(() -> new IllegalArgumentException(
                "the object has no maps for probes of user space; include bpf/usdt.bpf.h and write BPF_USDT(…)"));
        String path = places.path(probe.file());
        // The last first: descriptions go behind those that use them.
        ReleaseStack attached = new ReleaseStack();
        try {
            for (UsdtProbe place : places.probes(path, probe.provider(), probe.name())) {
                int id = known.take(
                        UsdtArgument.parse(place.arguments(), target.kernel().machine()), probe.cookie());
                attached.push(() -> known.release(id));
                attached.push(at(program, path, place, probe.process(), known, id));
            }
        } catch (IOException | RuntimeException refused) {
            try {
                attached.close();
            } catch (IOException also) {
                refused.addSuppressed(also);
            }
            throw refused;
        }
        return Link.without(target.kernel(), attached::close);
    }

    private Link at(int program, String path, UsdtProbe place, Optional<Integer> process, UsdtSpecs known, int id)
            throws IOException {
        AttachPoint.Uprobe uprobe = new AttachPoint.Uprobe(path, place.offset(), false, process);
        if (target.features().has(Feature.COOKIES)) {
            return events.uprobe(program, uprobe, place.semaphore(), OptionalLong.of(id));
        }
        if (!place.fixed()) {
            throw new IOException(path + " may be anywhere in memory, where kernels before 5.15 can't tell its probes"
                    + " apart: take a newer kernel, or a program that is not position-independent");
        }
        known.putPlace(place.address(), id);
        return events.uprobe(program, uprobe, place.semaphore(), OptionalLong.empty());
    }
}
