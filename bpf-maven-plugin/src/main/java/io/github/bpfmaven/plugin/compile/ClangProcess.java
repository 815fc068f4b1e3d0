package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs clang and listens to it. */
final class ClangProcess {
    private static final Logger LOG = LoggerFactory.getLogger(Clang.class);

    private final ClangCommand command;

    ClangProcess(ClangCommand command) {
        this.command = command;
    }

    /**
     * What came of a run.
     *
     * @param output what clang wrote to standard output and standard error, in its order
     */
    record Ended(int status, String output) {
        boolean succeeded() {
            return status == 0;
        }
    }

    /** @param input what clang finds on its standard input */
    Ended run(List<String> arguments, String input) throws IOException, InterruptedException {
        if (LOG.isDebugEnabled()) {
            LOG.debug("{} {}", command.clang(), String.join(" ", ResponseFile.quoted(arguments)));
        }
        var process = command.start(arguments);
        try {
            write(input, process);
            // Not always UTF-8: clang quotes the source. What can't be decoded is shown as a replacement character.
            var output = new String(new ProcessOutput(process).read(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output);
        } finally {
            ClangCommand.stop(process);
        }
    }

    /** A few lines, which fit into the pipe: clang need not read before it is listened to. */
    private static void write(String input, Process process) {
        try (var stream = process.getOutputStream()) {
            stream.write(input.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException ended) {
            // It has something to say about why it doesn't read; nothing to read is no reason.
            LOG.debug("clang did not read its input", ended);
        }
    }
}
