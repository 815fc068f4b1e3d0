package io.github.bpfmaven.loader;

import java.io.IOException;
import java.util.Optional;

import io.github.bpfmaven.loader.kernel.Block;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.SystemCallException;
import io.github.bpfmaven.loader.types.TargetKernel;

/** What the kernel has against BTF. */
final class BtfLog {
    private static final int SIZE = (1 << 24) - 1;

    private final TargetKernel kernel;

    BtfLog(TargetKernel kernel) {
        this.kernel = kernel;
    }

    /** The last line of its log, which names the type; nothing if it says nothing. */
    Optional<String> why(byte[] btf) throws IOException {
        Block log = Block.output(kernel.kernel().byteOrder(), SIZE);
        try (Descriptor taken = kernel.bpf().loadBtf(btf, Optional.of(log))) {
            return Optional.of("refused at first, it took " + taken + " now");
        } catch (SystemCallException refused) {
            return log.getText(0, SIZE).lines().filter(line -> !line.isBlank()).reduce((first, last) -> last);
        }
    }
}
