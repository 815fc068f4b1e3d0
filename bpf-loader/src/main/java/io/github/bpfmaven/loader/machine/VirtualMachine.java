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
        Optional<VirtualMachine> machine;
        try {
            machine = boot(image, settings, qemu, Qemu.Way.DEVICES);
        } catch (GuestPanicException perhapsByChance) {
            // QEMU 7.2 emulates x86-64 so that one boot in ten of Linux 6.12 oopses, each time elsewhere.
            machine = boot(image, settings, qemu, Qemu.Way.DEVICES);
        }
        if (machine.isEmpty()) {
            // Once more, by a line that any kernel has.
            machine = boot(image, settings, qemu, Qemu.Way.LINE);
        }
        return machine.orElseThrow(() -> new MachineException(image.file()
                + " comes up but can't be reached: it has no driver built in for a virtio console (CONFIG_VIRTIO_CONSOLE=y"
                + " and, but on s390x, CONFIG_VIRTIO_PCI=y), none for PCI (CONFIG_PCI), and none for a serial line"));
    }

    /** @return nothing if the guest has no such way */
    private static Optional<VirtualMachine> boot(KernelImage image, MachineSettings settings, Qemu qemu, Qemu.Way way)
            throws IOException, InterruptedException {
        GuestDirectory directory = GuestDirectory.create();
        GuestProcess process;
        try {
            Path kernel = image.bootable(directory.path());
            Path initramfs = Files.write(directory.path().resolve("initramfs"), initramfs(image, settings));
            SharedMemory.create(directory.memory());
            process = GuestProcess.start(
                    qemu.name(),
                    qemu.command(kernel, initramfs, directory.console(), directory.memory(), settings, way),
                    image,
                    directory);
        } catch (MachineException | RuntimeException failed) {
            directory.delete();
            throw failed;
        } catch (IOException failed) {
            directory.delete();
            throw new MachineException(
                    "the files of the guest " + image.file() + " can't be written to " + directory.path() + ": "
                            + failed.getMessage(),
                    failed);
        }
        boolean isUp = false;
        try {
            RemoteKernel kernel = process.connect(way, settings.bootTime(), settings.callTime());
            isUp = true;
            return Optional.of(new VirtualMachine(process, kernel));
        } catch (MachineException failed) {
            if (process.saysNoWay()) {
                return Optional.empty();
            }
            throw process.saysPanic() ? new GuestPanicException(failed) : failed;
        } finally {
            if (!isUp) {
                process.close();
            }
        }
    }

    private static byte[] initramfs(KernelImage image, MachineSettings settings) throws IOException {
        Initramfs files = new Initramfs().directory("dev").console().program("init", GuestProgram.of(image.machine()));
        if (settings.config().isPresent()) {
            Path config = settings.config().get();
            if (!Files.isRegularFile(config) || !Files.isReadable(config)) {
                throw new MachineException(
                        "there is no file " + config + " with a kernel's configuration, or it may not be read");
            }
            files.file("config", Files.readAllBytes(config));
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
        try {
            kernel.close();
        } finally {
            process.close();
        }
    }
}
