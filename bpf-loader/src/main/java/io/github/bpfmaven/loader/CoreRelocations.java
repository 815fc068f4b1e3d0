package io.github.bpfmaven.loader;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.loader.code.CorePatches;
import io.github.bpfmaven.loader.code.ObjectCode;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.types.KernelTypes;
import io.github.bpfmaven.loader.types.TargetKernel;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.relocation.CoreRelocationException;
import io.github.bpfmaven.relocation.CoreResolution;
import io.github.bpfmaven.relocation.CoreTarget;

/** Adapts an object's code to the types of a kernel and its modules, or to given ones. */
final class CoreRelocations {
    private final TargetKernel kernel;
    private final Optional<Btf> given;

    CoreRelocations(TargetKernel kernel, Optional<Btf> given) {
        this.kernel = kernel;
        this.given = given;
    }

    void apply(BpfObject object, ObjectCode code) throws IOException {
        if (object.coreRelocations().isEmpty()) {
            return;
        }
        Btf types = given.isPresent()
                ? given.get()
                : kernel.types()
                        .kernel()
                        .orElseThrow(() -> new BpfLoadException(
                                "object",
                                "has CO-RE relocations, but this kernel has no BTF (CONFIG_DEBUG_INFO_BTF); give the"
                                        + " loader that of the kernel as a file"));
        try {
            List<CoreResolution> resolutions = CoreTarget.of(types).resolve(object);
            if (given.isEmpty() && resolutions.stream().anyMatch(CoreRelocations::isUnknown)) {
                resolutions = inModules(object, resolutions);
            }
            new CorePatches(code).apply(object, resolutions);
        } catch (CoreRelocationException bad) {
            throw new BpfLoadException("object", bad.getMessage(), bad);
        }
    }

    /** The kernel has no type of that name. Modules are asked only then, as libbpf does. */
    private static boolean isUnknown(CoreResolution resolution) {
        return resolution instanceof CoreResolution.Absent absent
                && absent.candidates().isEmpty();
    }

    private List<CoreResolution> inModules(BpfObject object, List<CoreResolution> resolutions)
            throws IOException, CoreRelocationException {
        List<CoreResolution> better = new ArrayList<>(resolutions);
        for (KernelTypes.ModuleTypes module : kernel.types().modules()) {
            int[] unknown = IntStream.range(0, better.size())
                    .filter(i -> isUnknown(better.get(i)))
                    .toArray();
            BpfObject rest = object.withCoreRelocations(IntStream.of(unknown)
                    .mapToObj(object.coreRelocations()::get)
                    .toList());
            List<CoreResolution> there = CoreTarget.of(module.types()).resolve(rest);
            for (int i = 0; i < unknown.length; i++) {
                better.set(unknown[i], there.get(i));
            }
        }
        return better;
    }
}
