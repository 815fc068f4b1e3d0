package io.github.bpfmaven.loader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

import io.github.bpfmaven.loader.attach.Link;
import io.github.bpfmaven.loader.attach.StructOpsLink;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.SystemCallException;
import io.github.bpfmaven.loader.report.Advice;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.types.TargetKernel;

/** A table of functions of the kernel, filled with programs, ready to take effect. */
public final class LoadedStructOps {
    private final TargetKernel kernel;
    private final Resources resources;
    private final StructOpsPlan plan;
    private final Descriptor map;

    LoadedStructOps(TargetKernel kernel, Resources resources, StructOpsPlan plan, Descriptor map) {
        this.kernel = kernel;
        this.resources = resources;
        this.plan = plan;
        this.map = map;
    }

    /** The name of its variable. */
    public String name() {
        return plan.name();
    }

    /** The descriptor of its map. */
    public Descriptor descriptor() {
        return map;
    }

    void fill(Map<String, LoadedProgram> programs) {
        ByteBuffer value = ByteBuffer.wrap(plan.value()).order(kernel.kernel().byteOrder());
        for (StructOpsPlan.Function function : plan.functions()) {
            LoadedProgram program = programs.get(function.program());
            // The kernel takes descriptors in the place of pointers.
            value.putLong(
                    function.offset(),
                    program == null ? 0 : program.descriptor().number());
        }
    }

    /** Lets it take effect, until the link or the object is closed. */
    public Link attach() throws IOException {
        try {
            return resources.add(StructOpsLink.attach(kernel.kernel(), map, plan.value(), plan.byLink()));
        } catch (SystemCallException refused) {
            throw BpfLoadException.refused(plan.part(), refused, new Advice(kernel));
        }
    }
}
