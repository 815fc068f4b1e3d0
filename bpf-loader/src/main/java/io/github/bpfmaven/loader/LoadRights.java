package io.github.bpfmaven.loader;

import java.io.IOException;

import io.github.bpfmaven.loader.command.MapCreate;
import io.github.bpfmaven.loader.kernel.Argument;
import io.github.bpfmaven.loader.kernel.Block;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.SystemCall;
import io.github.bpfmaven.loader.kernel.SystemCallException;
import io.github.bpfmaven.loader.report.Advice;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.types.Feature;
import io.github.bpfmaven.loader.types.TargetKernel;
import io.github.bpfmaven.object.MapType;

/** Whether this process may load anything at all: asked first, since what it may not try looks like what a kernel can't do. */
final class LoadRights {
    private static final int RLIMIT_MEMLOCK = 8;
    private static final long INFINITY = -1;

    private final TargetKernel kernel;

    LoadRights(TargetKernel kernel) {
        this.kernel = kernel;
    }

    void require() throws IOException {
        // Kernels before 5.11 charge maps and programs to a limit of 64 KB as a rule; libbpf raises it, too.
        if (!kernel.features().has(Feature.MEMORY_BY_CGROUP)) {
            kernel.kernel()
                    .call(
                            SystemCall.PRLIMIT64,
                            Argument.of(0),
                            Argument.of(RLIMIT_MEMLOCK),
                            Block.input(kernel.kernel().byteOrder(), 16)
                                    .putLong(0, INFINITY)
                                    .putLong(8, INFINITY),
                            Argument.of(0));
        }
        try (Descriptor map = kernel.bpf().createMap(MapCreate.plain(MapType.ARRAY.number(), 4, 8, 1, 0))) {
            if (map.isClosed()) {
                throw new IllegalStateException("closed by somebody else");
            }
        } catch (SystemCallException refused) {
            throw new BpfLoadException(
                    "object",
                    "this kernel takes nothing from this process: " + refused.getMessage()
                            + new Advice(kernel).after(refused.errno()),
                    refused);
        }
    }
}
