package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/** Reads what a process prints. An interrupt of the reading thread ends the process; reading a pipe takes no notice of it else. */
final class ProcessOutput extends AbstractInterruptibleChannel {
    private final Process process;

    ProcessOutput(Process process) {
        this.process = process;
    }

    byte[] read() throws IOException, InterruptedException {
        var isDone = false;
        try {
            try {
                begin();
                var bytes = process.getInputStream().readAllBytes();
                isDone = true;
                return bytes;
            } finally {
                end(isDone);
            }
        } catch (ClosedByInterruptException stop) {
            Thread.interrupted();
            throw new InterruptedException("clang was ended");
        }
    }

    /** Called by who interrupts, and by nobody else. A compiler launcher has started the compiler, which has the pipe, too. */
    @Override
    protected void implCloseChannel() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
