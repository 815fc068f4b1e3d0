package io.github.bpfmaven.loader.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.bpfmaven.loader.kernel.Argument;
import io.github.bpfmaven.loader.kernel.Block;
import io.github.bpfmaven.loader.kernel.KernelFiles;
import io.github.bpfmaven.loader.kernel.Machine;
import io.github.bpfmaven.loader.kernel.SystemCall;
import io.github.bpfmaven.loader.remote.RemoteKernelException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

@DisplayName("A guest that does not come up, or ends before its time,")
@Timeout(120)
final class GuestEndTest {
    private static final String SMALLEST = "s390x-7";

    @TempDir
    private Path directory;

    @Test
    @DisplayName("is reported with what to install where there is no QEMU")
    void noQemu() throws Exception {
        var missing = assertThrows(
                MachineException.class, () -> Qemu.find(Machine.S390X, Optional.empty(), directory.toString()));
        assertEquals(
                "qemu-system-s390x is not on PATH, which a kernel for S390X is booted by: install it (Debian and Ubuntu:"
                        + " qemu-system-s390x or, before 13, qemu-system-misc; Fedora: qemu-system-s390x-core;"
                        + " Homebrew: qemu)",
                missing.getMessage());
        var given = directory.resolve("qemu");
        assertEquals(
                given + " is no program that can be run",
                assertThrows(MachineException.class, () -> Qemu.find(Machine.S390X, Optional.of(given), ""))
                        .getMessage());
        assertTrue(
                assertThrows(MachineException.class, () -> Qemu.find(Machine.LOONGARCH64, Optional.empty(), "/usr/bin"))
                        .getMessage()
                        .startsWith("kernels for LOONGARCH64 can't be booted here yet"));
    }

    @Test
    @DisplayName("is reported with what QEMU says, and leaves nothing behind")
    void refusedByQemu() throws Exception {
        var file = Files.write(directory.resolve("vmlinuz"), new byte[1 << 17]);
        var qemu = Files.writeString(directory.resolve("qemu"), """
                #!/bin/sh
                for word; do case $word in */initramfs) echo "$word" >"$0.seen" ;; esac; done
                echo no such machine >&2
                exit 3
                """);
        qemu.toFile().setExecutable(true);
        var image = new KernelImage(file, Machine.X86_64, KernelImage.Packing.NONE);
        var settings = MachineSettings.usual().withQemu(qemu);
        var refused = assertThrows(MachineException.class, () -> VirtualMachine.boot(image, settings));
        assertEquals(
                "the guest " + file + " did not come up: qemu ended with status 3, having said:\n  no such machine\n"
                        + "and nothing is on its console",
                refused.getMessage());
        var seen = Path.of(Files.readString(directory.resolve("qemu.seen")).strip());
        assertFalse(Files.exists(seen.getParent()), seen.toString());
    }

    @Test
    @DisplayName("is booted once more where its kernel panics, which emulators may be the reason of, and no third time")
    void panicsTwice() throws Exception {
        var file = Files.write(directory.resolve("vmlinuz"), new byte[1 << 17]);
        var qemu = Files.writeString(directory.resolve("qemu"), """
                #!/bin/sh
                echo run >>"$0.runs"
                for word; do
                    case $word in file,id=console,path=*) echo 'Kernel panic - not syncing: no' >"${word#*path=}" ;; esac
                done
                """);
        qemu.toFile().setExecutable(true);
        var image = new KernelImage(file, Machine.X86_64, KernelImage.Packing.NONE);
        var settings = MachineSettings.usual().withQemu(qemu);
        var panic = assertThrows(MachineException.class, () -> VirtualMachine.boot(image, settings));
        assertTrue(panic.getMessage().endsWith("on its console last:\n  Kernel panic - not syncing: no"));
        assertEquals(List.of("run", "run"), Files.readAllLines(directory.resolve("qemu.runs")));
    }

    @Test
    @DisplayName("is reported with the end of its console where its kernel panics")
    void panic() throws Exception {
        var image = TestKernels.require(SMALLEST);
        var settings = MachineSettings.usual().withKernelArguments(List.of("rdinit=/none"));
        var panic = assertThrows(MachineException.class, () -> VirtualMachine.boot(image, settings));
        assertTrue(panic.getMessage().contains("Kernel panic - not syncing"), panic.getMessage());
        assertTrue(panic.getMessage().contains("qemu-system-s390x ended with status 0"), panic.getMessage());
    }

    @Test
    @DisplayName(
            "is reported with what QEMU says where its processor is another than this machine's, and KVM is asked for")
    void noKvm() throws Exception {
        assumeFalse("s390x".equals(System.getProperty("os.arch")), "this machine could run it");
        var image = TestKernels.require(SMALLEST);
        var settings = MachineSettings.usual().withAcceleration(true);
        var refused = assertThrows(MachineException.class, () -> VirtualMachine.boot(image, settings));
        assertTrue(refused.getMessage().contains("qemu-system-s390x ended with status 1, having said:"));
        assertTrue(refused.getMessage().contains("kvm"), refused::getMessage);
        assertEquals(List.of(), qemus().toList());
    }

    @Test
    @DisplayName("is waited for as long as the settings say")
    void tooLate() throws Exception {
        var image = TestKernels.require(SMALLEST);
        var settings = MachineSettings.usual().withTimes(Duration.ofSeconds(1), Duration.ofSeconds(1));
        var late = assertThrows(MachineException.class, () -> VirtualMachine.boot(image, settings));
        assertTrue(late.getMessage().contains("did not come up within 1 s"), late.getMessage());
        assertEquals(List.of(), qemus().toList());
    }

    @Test
    @DisplayName("fails the call that it is in the middle of, with its last words")
    void panicInCall() throws Exception {
        try (var machine = VirtualMachine.boot(TestKernels.require(SMALLEST), MachineSettings.usual())) {
            var files = new KernelFiles(machine.kernel());
            var gone = assertThrows(RemoteKernelException.class, () -> {
                try (var trigger = files.open("/proc/sysrq-trigger", KernelFiles.WRITE_ONLY)) {
                    var crash = Block.text("c");
                    machine.kernel().call(SystemCall.WRITE, Argument.of(trigger.number()), crash, Argument.of(1));
                }
            });
            assertTrue(gone.getMessage().contains("is gone: qemu-system-s390x ended with"), gone.getMessage());
            assertTrue(gone.getMessage().contains("sysrq triggered crash"), gone.getMessage());
            assertFalse(machine.isAlive());
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {SMALLEST, "amd64-5.10"})
    @DisplayName("fails the call that it is in the middle of when QEMU is killed")
    void killed(String name) throws Exception {
        try (var machine = VirtualMachine.boot(TestKernels.require(name), MachineSettings.usual())) {
            var reading = CompletableFuture.supplyAsync(() -> assertThrows(RemoteKernelException.class, () -> {
                while (true) {
                    new KernelFiles(machine.kernel()).text("/proc/kallsyms");
                }
            }));
            Thread.sleep(300);
            qemus().forEach(ProcessHandle::destroyForcibly);
            assertTrue(reading.get(20, TimeUnit.SECONDS).getMessage().contains("ended with status 137"));
        }
    }

    @Test
    @DisplayName("is one of several that run side by side, and the others do not mind")
    void sideBySide() throws Exception {
        var image = TestKernels.require(SMALLEST);
        var settings = MachineSettings.usual().withMemory(128);
        var other = CompletableFuture.supplyAsync(() -> {
            try {
                return VirtualMachine.boot(image, settings);
            } catch (IOException | InterruptedException failed) {
                throw new IllegalStateException(failed);
            }
        });
        try (var machine = VirtualMachine.boot(image, settings)) {
            other.get().close();
            other.get().close();
            assertFalse(other.get().isAlive());
            assertTrue(new KernelFiles(machine.kernel()).text("/proc/version").isPresent());
        }
        assertEquals(List.of(), qemus().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit", "kill", "early"})
    @DisplayName("is not left behind when its JVM ends or is killed")
    void endOfJvm(String how) throws Exception {
        var image = TestKernels.require(SMALLEST);
        var jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + directory,
                        "-cp",
                        System.getProperty("java.class.path"),
                        GuestMain.class.getName(),
                        image.file().toString(),
                        how)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var out = jvm.inputReader()) {
            assertEquals("up true", out.readLine());
            var qemu = jvm.descendants().toList();
            if (how.equals("kill")) {
                assertEquals(1, qemu.size());
                jvm.destroyForcibly();
            }
            assertTrue(jvm.waitFor(20, TimeUnit.SECONDS));
            for (var process : qemu) {
                process.onExit().get(20, TimeUnit.SECONDS);
            }
        }
        if (!how.equals("kill")) {
            try (var files = Files.list(directory)) {
                assertEquals(
                        List.of(),
                        files.filter(file -> file.toString().contains("bpf-guest"))
                                .toList());
            }
        }
    }

    @Test
    @DisplayName("is gone when its machine is closed, also by a thread that is interrupted")
    void closedByInterrupted() throws Exception {
        var machine = VirtualMachine.boot(TestKernels.require(SMALLEST), MachineSettings.usual());
        Thread.currentThread().interrupt();
        try {
            machine.close();
            assertEquals(List.of(), qemus().toList());
        } finally {
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    @DisplayName("is reported where there is no room for its files, or no right to them")
    void noFiles() throws Exception {
        var file = Files.write(directory.resolve("vmlinuz"), new byte[1 << 17]);
        var image = new KernelImage(file, Machine.X86_64, KernelImage.Packing.NONE);
        var settings = MachineSettings.usual().withQemu(Path.of("/bin/true"));
        var config = directory.resolve("config");
        assertEquals(
                "there is no file " + config + " with a kernel's configuration, or it may not be read",
                assertThrows(MachineException.class, () -> VirtualMachine.boot(image, settings.withConfig(config)))
                        .getMessage());
        var gone = new KernelImage(directory.resolve("gone"), Machine.X86_64, new KernelImage.Packing(true, 0));
        assertTrue(assertThrows(MachineException.class, () -> VirtualMachine.boot(gone, settings))
                .getMessage()
                .startsWith("the files of the guest " + gone.file() + " can't be written to "));
    }

    private static Stream<ProcessHandle> qemus() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").contains("qemu-system"));
    }
}
