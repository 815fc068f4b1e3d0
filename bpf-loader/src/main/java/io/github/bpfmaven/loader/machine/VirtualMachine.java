package io.github.bpfmaven.loader.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import io.github.bpfmaven.loader.kernel.Kernel;
import io.github.bpfmaven.loader.remote.RemoteKernel;

/**
 * A kernel that runs in QEMU, and is used as this machine's own is:
 *
 * <pre>{@code
 * try (VirtualMachine machine = VirtualMachine.boot(KernelImage.read(Path.of("vmlinuz")), MachineSettings.usual());
 *         TargetKernel kernel = TargetKernel.of(machine.kernel());
 *         LoadedObject object = BpfObjectLoader.of(bytes).load(kernel)) {
 * }
 * }</pre>
 *
 * <p>The guest runs nothing but a program of a few kilobytes that carries out system calls. It has {@code /proc}, {@code /sys}, a BPF file
 * system, tracefs, cgroup2 and a loopback interface that is up; no disk, no network, no modules. It ends when this is closed, at
 * the latest with the JVM.
 */
public final class VirtualMachine implements AutoCloseable {
    private final GuestProcess process;
    private final RemoteKernel kernel;

    private VirtualMachine(GuestProcess process, RemoteKernel kernel) {
        this.process = process;
        this.kernel = kernel;
    }

    /**
     * Boots a kernel; returns when it can be used, which takes 2 to 6 seconds where it is emulated.
     *
     * @throws MachineException if there is no QEMU for it, or the kernel does not come up; with the end of what it said
     * @throws InterruptedException if this thread is interrupted meanwhile; the machine is gone then
     */
    public static VirtualMachine boot(KernelImage image, MachineSettings settings)
            throws IOException, InterruptedException {
        Qemu qemu = Qemu.find(image.machine(), settings.qemu());
        Optional<VirtualMachine> machine = boot(image, settings, qemu, Qemu.Port.VIRTIO);
        if (machine.isEmpty()) {
            // Its driver is a module, as in kernels of Fedora: once more, by a line that any kernel has.
            machine = boot(image, settings, qemu, Qemu.Port.SERIAL);
        }
        return machine.orElseThrow(() -> new MachineException(image.file()
                + " can't be reached from outside: it has neither a virtio console (CONFIG_VIRTIO_CONSOLE=y,"
                + " CONFIG_VIRTIO_PCI=y) nor a second serial line built in"));
    }

    /** @return nothing if the guest has no such port */
    private static Optional<VirtualMachine> boot(KernelImage image, MachineSettings settings, Qemu qemu, Qemu.Port port)
            throws IOException, InterruptedException {
        GuestDirectory directory = GuestDirectory.create();
        GuestProcess process;
        try {
            Path kernel = image.bootable(directory.path());
            Path initramfs = Files.write(directory.path().resolve("initramfs"), initramfs(image, settings));
            Path console = directory.path().resolve("console");
            process = GuestProcess.start(
                    qemu.name(), qemu.command(kernel, initramfs, console, settings, port), image, directory);
        } catch (IOException | RuntimeException failed) {
            directory.delete();
            throw failed;
        }
        try {
            RemoteKernel kernel = process.connect(settings.bootTime(), settings.callTime());
            return Optional.of(new VirtualMachine(process, kernel));
        } catch (IOException | InterruptedException | RuntimeException failed) {
            boolean hasNoPort = process.saysNoPort();
            process.close();
            if (hasNoPort) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    private static byte[] initramfs(KernelImage image, MachineSettings settings) throws IOException {
        Initramfs files = new Initramfs().directory("dev").console().program("init", GuestProgram.of(image.machine()));
        if (settings.config().isPresent()) {
            files.file("config", Files.readAllBytes(settings.config().get()));
        }
        return files.finish();
    }

    /** Its kernel, which is gone when this is closed; closing it closes the wire to it. */
    public Kernel kernel() {
        return kernel;
    }

    /** What the guest has printed: messages of its kernel. */
    public String console() throws IOException {
        return process.console();
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Switches it off; nothing happens the second time. */
    @Override
    public void close() throws IOException {
        kernel.close();
        process.close();
    }
}
