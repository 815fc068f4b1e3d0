package io.github.bpfmaven.loader;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import io.github.bpfmaven.loader.command.MapCreate;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.SystemCallException;
import io.github.bpfmaven.loader.report.Advice;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.types.Feature;
import io.github.bpfmaven.loader.types.TargetKernel;
import io.github.bpfmaven.object.MapType;

/** Makes the maps that tables of functions of the kernel are filled through. */
final class StructOpsMaker {
    private final TargetKernel kernel;
    private final OptionalInt btf;
    private final Resources resources;
    private final ModuleDescriptors modules;

    StructOpsMaker(TargetKernel kernel, OptionalInt btf, Resources resources, ModuleDescriptors modules) {
        this.kernel = kernel;
        this.btf = btf;
        this.resources = resources;
        this.modules = modules;
    }

    Map<String, LoadedStructOps> make(List<StructOpsPlan> plans) throws IOException {
        Map<String, LoadedStructOps> made = new LinkedHashMap<>();
        for (StructOpsPlan plan : plans) {
            Descriptor map = resources.add(create(plan));
            made.put(plan.name(), new LoadedStructOps(kernel, resources, plan, map));
        }
        return made;
    }

    private Descriptor create(StructOpsPlan plan) throws IOException {
        int flags = plan.byLink() ? MapCreate.LINK : 0;
        OptionalInt module = OptionalInt.empty();
        if (plan.module().isPresent()) {
            module = OptionalInt.of(modules.descriptor(plan.module().get()));
            flags |= MapCreate.VALUE_TYPE_IN_MODULE;
        }
        try {
            return kernel.bpf()
                    .createMap(new MapCreate(
                            MapType.STRUCT_OPS.number(),
                            Integer.BYTES,
                            plan.value().length,
                            1,
                            flags,
                            0,
                            0,
                            kernel.features().has(Feature.NAMES) ? plan.name() : "",
                            OptionalInt.empty(),
                            new MapCreate.Types(btf, 0, 0),
                            plan.valueType(),
                            module,
                            0));
        } catch (SystemCallException refused) {
            throw BpfLoadException.refused(plan.part(), refused, new Advice(kernel));
        }
    }
}
