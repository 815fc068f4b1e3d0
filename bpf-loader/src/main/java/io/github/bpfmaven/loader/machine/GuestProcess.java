package io.github.bpfmaven.loader.machine;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import io.github.bpfmaven.loader.remote.FarEnd;
import io.github.bpfmaven.loader.remote.RemoteKernel;

/**
 * QEMU at work. It does not outlive this JVM: a hook kills it when the JVM ends; when the JVM is killed, the guest sees the end of
 * its port and switches off.
 */
final class GuestProcess implements FarEnd, AutoCloseable {
    private static final int SHOWN_LINES = 15;
    private static final int LAST_MOMENTS = 1;
    private static final int LOOK_AGAIN = 5;
    private static final int LOOKED_AT = 1 << 16;
    private static final String NO_WAY = "bpf-guest: no way";
    private static final String PANIC = "Kernel panic - not syncing";

    private final Process process;
    private final String qemu;
    private final KernelImage image;
    private final GuestDirectory directory;
    private final Thread hook;

    private GuestProcess(Process process, String qemu, KernelImage image, GuestDirectory directory) {
        this.process = process;
        this.qemu = qemu;
        this.image = image;
        this.directory = directory;
        this.hook = new Thread(this::kill, "end of " + name());
    }

    static GuestProcess start(String qemu, List<String> command, KernelImage image, GuestDirectory directory)
            throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(directory.errors().toFile())
                    .start();
        } catch (IOException refused) {
            throw new MachineException(command.get(0) + " doesn't start: " + refused.getMessage(), refused);
        }
        GuestProcess guest = new GuestProcess(process, qemu, image, directory);
        try {
            Runtime.getRuntime().addShutdownHook(guest.hook);
        } catch (IllegalStateException ending) {
            guest.kill();
            throw new MachineException(guest.name() + " is not started: the JVM is about to end", ending);
        }
        return guest;
    }

    /** Waits until the guest can be talked to. */
    RemoteKernel connect(Qemu.Way way, Duration bootTime, Duration callTime) throws IOException, InterruptedException {
        FutureTask<RemoteKernel> greeting = new FutureTask<>(() -> connect(way, callTime));
        Thread listener = new Thread(greeting, "boot of " + name());
        listener.setDaemon(true);
        listener.start();
        try {
            return greeting.get(bootTime.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new MachineException(failed.getCause().getMessage(), failed.getCause());
        } catch (TimeoutException late) {
            throw new MachineException(
                    name() + " did not come up within " + bootTime.toSeconds() + " s: " + lastWords(), late);
        }
    }

    private RemoteKernel connect(Qemu.Way way, Duration callTime) throws IOException, InterruptedException {
        OutputStream out = process.getOutputStream();
        if (way == Qemu.Way.LINE) {
            return RemoteKernel.connect(process.getInputStream(), new EscapedOutput(out), this, callTime);
        }
        // Which of the two ways the guest takes is known when it has greeted.
        SharedMemory memory = SharedMemory.map(directory.memory(), process::isAlive);
        while (process.isAlive() && process.getInputStream().available() == 0) {
            if (memory.hasInput()) {
                return RemoteKernel.connect(memory.input(), memory.output(), this, callTime);
            }
            Thread.sleep(LOOK_AGAIN);
        }
        return RemoteKernel.connect(process.getInputStream(), out, this, callTime);
    }

    @Override
    public String name() {
        return "the guest " + image.file();
    }

    @Override
    public String lastWords() {
        StringBuilder words = new StringBuilder();
        try {
            // When its streams end, QEMU is about to.
            if (process.waitFor(LAST_MOMENTS, TimeUnit.SECONDS)) {
                words.append(qemu)
                        .append(" ended with status ")
                        .append(process.exitValue())
                        .append(", ");
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
        String errors = tail(directory.errors());
        String console = tail(directory.console());
        words.append(errors.isEmpty() ? "" : "having said:" + errors + "\nand ");
        return words.append(console.isEmpty() ? "nothing is on its console" : "on its console last:" + console)
                .toString();
    }

    private static String tail(Path file) {
        try {
            List<String> lines = end(file)
                    .lines()
                    .map(line -> line.replaceAll("\u001b\\[[0-9;?]*[A-Za-z]|\\p{Cc}", ""))
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.stream()
                    .skip(Math.max(0, lines.size() - SHOWN_LINES))
                    .map(line -> "\n  " + line)
                    .collect(Collectors.joining());
        } catch (IOException gone) {
            return "";
        }
    }

    /** The last of it, since a kernel in distress may have printed more than there is memory for. */
    private static String end(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - LOOKED_AT));
            return new String(Channels.newInputStream(channel).readNBytes(LOOKED_AT), StandardCharsets.UTF_8);
        }
    }

    private static String text(Path file) throws IOException {
        return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
    }

    String console() throws IOException {
        return text(directory.console());
    }

    /** Whether that is why it ended. */
    boolean saysNoWay() {
        return tail(directory.console()).contains(NO_WAY);
    }

    boolean saysPanic() {
        return tail(directory.console()).contains(PANIC);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    private void kill() {
        process.destroyForcibly();
        // Also in a thread that is interrupted: what is closed is gone.
        process.onExit().join();
        directory.delete();
    }

    /** Nothing in a guest is worth an orderly end. */
    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The JVM ends, and runs the hook.
        }
    }
}
