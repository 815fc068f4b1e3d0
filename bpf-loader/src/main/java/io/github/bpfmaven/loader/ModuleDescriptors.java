package io.github.bpfmaven.loader;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.types.KernelTypes.ModuleTypes;
import io.github.bpfmaven.loader.types.TargetKernel;

/** Descriptors of the BTF of modules that an object uses, and their places in the list that programs are loaded with. */
final class ModuleDescriptors {
    private final TargetKernel kernel;
    private final Resources resources;
    private final Map<Integer, Integer> places = new HashMap<>();
    private final List<Integer> descriptors = new ArrayList<>();

    /** @param resources descriptors are added to them */
    ModuleDescriptors(TargetKernel kernel, Resources resources) {
        this.kernel = kernel;
        this.resources = resources;
        // Place 0 stands for the kernel.
        descriptors.add(0);
    }

    /** The descriptor of a module's types. */
    int descriptor(ModuleTypes module) throws IOException {
        return descriptors.get(place(module));
    }

    /** Its place in the list, from 1 on. */
    int place(ModuleTypes module) throws IOException {
        Integer known = places.get(module.id());
        if (known == null) {
            Descriptor opened = resources.add(kernel.bpf()
                    .btf(module.id())
                    .orElseThrow(() -> new IOException("the module " + module.name() + " has been removed")));
            known = descriptors.size();
            descriptors.add(opened.number());
            places.put(module.id(), known);
        }
        return known;
    }

    /** The list; empty if there is no module in it. */
    int[] places() {
        return places.isEmpty()
                ? new int[0]
                : descriptors.stream().mapToInt(Integer::intValue).toArray();
    }
}
