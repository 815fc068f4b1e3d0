package io.github.bpfmaven.loader.attach;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;

import io.github.bpfmaven.loader.command.AttachType;
import io.github.bpfmaven.loader.command.Links;
import io.github.bpfmaven.loader.kernel.Block;
import io.github.bpfmaven.loader.kernel.Descriptor;

/** Probes in many places by one link. */
final class MultiProbes {
    private static final int RETURN = 1;

    private final Links links;
    private final Optional<AttachType> expected;
    private final ByteOrder order;

    MultiProbes(Links links, Optional<AttachType> expected, ByteOrder order) {
        this.links = links;
        this.expected = expected;
        this.order = order;
    }

    Descriptor functions(int program, KernelFunctions.Found functions, boolean atReturn) throws IOException {
        boolean byName = functions.addresses().isEmpty();
        int count = byName ? functions.names().size() : functions.addresses().size();
        Block places = Block.input(order, Long.BYTES * count);
        for (int i = 0; i < count; i++) {
            if (byName) {
                places.putPointer(Long.BYTES * i, Block.text(functions.names().get(i)));
            } else {
                places.putLong(Long.BYTES * i, functions.addresses().get(i));
            }
        }
        return links.create(
                program,
                0,
                expected.orElse(AttachType.TRACE_KPROBE_MULTI),
                0,
                attributes -> attributes
                        .putInt(16, atReturn ? RETURN : 0)
                        .putInt(20, count)
                        .putPointer(byName ? 24 : 32, places));
    }

    Descriptor places(int program, AttachPoint.UprobeMulti probes) throws IOException {
        int count = probes.offsets().size();
        Block offsets = Block.input(order, Long.BYTES * count);
        for (int i = 0; i < count; i++) {
            offsets.putLong(Long.BYTES * i, probes.offsets().get(i));
        }
        return links.create(
                program,
                0,
                expected.orElse(AttachType.TRACE_UPROBE_MULTI),
                0,
                attributes -> attributes
                        .putPointer(16, Block.text(probes.file()))
                        .putPointer(24, offsets)
                        .putInt(48, count)
                        .putInt(52, probes.atReturn() ? RETURN : 0)
                        .putInt(56, probes.process().orElse(0)));
    }
}
