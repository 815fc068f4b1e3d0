package io.github.bpfmaven.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The kernel of this machine, as far as {@code bpftool} can ask it. Needs root, a bpffs and the tool. */
public final class Kernel {
    private static final Path BPFFS = Path.of("/sys/fs/bpf");
    private static final Path TRACEFS = Path.of("/sys/kernel/tracing/events");

    private Kernel() {}

    /**
     * Skips the test, with a sentence, where the kernel can't be asked; with {@code -Dbpf.test.requireKernel=true} fails it
     * instead.
     */
    public static void require() {
        require(missing());
    }

    /** The same where tracepoints can't be had by name. */
    public static void requireTracepoints() {
        require(
                Files.isDirectory(TRACEFS)
                        ? ""
                        : "there is no " + TRACEFS + ": mount -t tracefs tracefs /sys/kernel/tracing");
    }

    private static void require(String missing) {
        if (Boolean.getBoolean("bpf.test.requireKernel") && !missing.isEmpty()) {
            fail(missing);
        }
        assumeTrue(missing.isEmpty(), missing);
    }

    private static String missing() {
        try {
            if (!"root".equals(System.getProperty("user.name"))) {
                return "loading programs needs root";
            }
            if (run("bpftool", "version").status() != 0) {
                return "bpftool does not run";
            }
            if (!run("stat", "-f", "-c", "%T", BPFFS.toString())
                    .output()
                    .strip()
                    .equals("bpf_fs")) {
                return BPFFS + " is no bpffs: mount -t bpf bpf " + BPFFS;
            }
            return "";
        } catch (IOException none) {
            return "bpftool is not installed";
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    /** Loads all programs of an object and lets them go again. */
    public static Result load(Path object) throws IOException, InterruptedException {
        var pins = newPin();
        try {
            return run("bpftool", "prog", "loadall", object.toString(), pins.toString());
        } finally {
            unpin(pins);
        }
    }

    /** Runs {@code bpftool} with these arguments. Pins must be removed with {@link #unpin}. */
    public static Result bpftool(String... arguments) throws IOException, InterruptedException {
        return run(Stream.concat(Stream.of("bpftool"), Stream.of(arguments)).toArray(String[]::new));
    }

    /** Runs {@code bpftool} where the file is in the place of the kernel's BTF, in a mount namespace of its own. */
    public static Result bpftoolWithBtf(Path btf, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                "unshare",
                "--mount",
                "--propagation",
                "private",
                "sh",
                "-c",
                "mount --bind \"$0\" /sys/kernel/btf/vmlinux && exec bpftool \"$@\"",
                btf.toString()));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    /** A path in the bpffs that nothing has been pinned to. */
    public static Path newPin() {
        return BPFFS.resolve("bpf-maven-test-" + UUID.randomUUID());
    }

    /** Removes a pin, or a directory of pins; nothing happens if it is not there. */
    public static void unpin(Path pins) throws IOException {
        if (Files.isDirectory(pins)) {
            try (var files = Files.list(pins)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.deleteIfExists(pins);
    }

    /** What {@code bpftool} prints of BTF; fails if it can't read it. */
    public static String dumpBtf(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("bpftool"));
        command.addAll(List.of(arguments));
        var result = run(command.toArray(String[]::new));
        if (result.status() != 0) {
            throw new IllegalStateException(command + "\n" + result.output());
        }
        return result.output();
    }

    private static Result run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    /**
     * @param status exit status of bpftool: 0 if everything loaded
     * @param output what it said, with the verifier's log where that refused something
     */
    public record Result(int status, String output) {}
}
