package io.github.bpfmaven.loader.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.bpfmaven.loader.kernel.Kernel;
import io.github.bpfmaven.loader.kernel.LocalKernel;
import io.github.bpfmaven.loader.remote.FarEnd;
import io.github.bpfmaven.loader.remote.RemoteKernel;

/** The program that guests run, as an ordinary process of this machine: its kernel is this one. */
public final class HostGuest implements FarEnd, AutoCloseable {
    private final Path program;
    private final Process process;
    private final RemoteKernel kernel;

    /** @param patience how long a call may take */
    public HostGuest(Duration patience) throws IOException {
        program = Files.createTempFile(Files.createDirectories(Path.of("target")), "guest", "");
        Files.write(program, GuestProgram.of(LocalKernel.open().machine()));
        program.toFile().setExecutable(true);
        process = new ProcessBuilder(program.toAbsolutePath().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        kernel = RemoteKernel.connect(process.getInputStream(), process.getOutputStream(), this, patience);
    }

    public Kernel kernel() {
        return kernel;
    }

    public Process process() {
        return process;
    }

    @Override
    public String name() {
        return "the guest process";
    }

    @Override
    public String lastWords() {
        return process.isAlive() ? "" : "it ended with status " + process.exitValue();
    }

    /** Closes the wire; the process ends by itself then. */
    @Override
    public void close() throws IOException {
        kernel.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the guest did not end when its input did");
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        } finally {
            Files.deleteIfExists(program);
        }
    }
}
