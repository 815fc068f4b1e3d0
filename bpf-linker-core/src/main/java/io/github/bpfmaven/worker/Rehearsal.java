package io.github.bpfmaven.worker;

import java.io.IOException;

import io.github.bpfmaven.linker.BpfLinker;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.linker.LinkInput;
import io.github.bpfmaven.linker.LinkRequest;
import io.github.bpfmaven.linker.LinkResult;

/**
 * A link that nobody has asked for: a process's first takes 0.2 s, as much of LLVM and of this library is loaded for it; any later
 * one some 20 ms. A worker that is started while clang runs has the time.
 */
final class Rehearsal {
    private static final String PROGRAM = "ready.ll";

    private Rehearsal() {}

    /** @throws IOException if the library is incomplete */
    static LinkResult run(BpfLinker linker) throws IOException {
        try (var program = Rehearsal.class.getResourceAsStream(PROGRAM)) {
            if (program == null) {
                throw new IOException(PROGRAM + " is missing");
            }
            var input = new LinkInput.InMemory(PROGRAM, program.readAllBytes());
            return linker.link(LinkRequest.of(PROGRAM, BpfTarget.BPFEL, input));
        }
    }
}
