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

    MultiProbes(Links links, Optional<AttachType> expected) {
        this.links = links;
        this.expected = expected;
    }

    Descriptor functions(int program, AttachPoint.KprobeMulti probes, ByteOrder order) throws IOException {
        int count = probes.functions().size();
        Block names = Block.input(order, Long.BYTES * count);
        for (int i = 0; i < count; i++) {
            names.putPointer(Long.BYTES * i, Block.text(probes.functions().get(i)));
        }
        return links.create(
                program,
                0,
                expected.orElse(AttachType.TRACE_KPROBE_MULTI),
                0,
                attributes -> attributes
                        .putInt(16, probes.atReturn() ? RETURN : 0)
                        .putInt(20, count)
                        .putPointer(24, names));
    }

    Descriptor places(int program, AttachPoint.UprobeMulti probes, ByteOrder order) throws IOException {
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
