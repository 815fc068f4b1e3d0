package io.github.bpfmaven.loader.machine;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.loader.kernel.Machine;

/**
 * QEMU for an architecture: which program, and with which arguments.
 *
 * <p>The guest's port is QEMU's standard input and output; its console is a file. All devices are named: nothing of a user's
 * configuration, and no network.
 */
final class Qemu {
    private final Path program;
    private final Machine machine;

    private Qemu(Path program, Machine machine) {
        this.program = program;
        this.machine = machine;
    }

    /** How a guest is reached. */
    enum Port {
        /** A port of virtio: fast, and it tells when the other end is gone; but its driver may be a module. */
        VIRTIO,
        /** A serial line beside the console's. s390x has none. */
        SERIAL
    }

    /**
     * The program that was given, or the one on {@code PATH}.
     *
     * @throws MachineException if there is none; says what to install
     */
    static Qemu find(Machine machine, Optional<Path> given) throws MachineException {
        if (!GuestProgram.MACHINES.contains(machine)) {
            throw new MachineException(
                    "kernels for " + machine + " can't be booted here yet, only those for " + GuestProgram.MACHINES);
        }
        if (given.isPresent()) {
            if (!Files.isExecutable(given.get())) {
                throw new MachineException(given.get() + " is no program that can be run");
            }
            return new Qemu(given.get().toAbsolutePath(), machine);
        }
        String name = "qemu-system-" + GuestProgram.name(machine);
        return onPath(name)
                .map(found -> new Qemu(found, machine))
                .orElseThrow(() -> new MachineException(name + " is not on PATH, which a kernel for " + machine
                        + " is booted by: " + packages(machine)));
    }

    private static Optional<Path> onPath(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .flatMap(directory -> List.of(name, name + ".exe").stream().map(Path.of(directory)::resolve))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private static String packages(Machine machine) {
        String debian = switch (machine) {
            case X86_64 -> "qemu-system-x86";
            case AARCH64 -> "qemu-system-arm";
            case S390X -> "qemu-system-s390x or, before 13, qemu-system-misc";
            case RISCV64 -> "qemu-system-riscv or, before 13, qemu-system-misc";
            case PPC64LE, LOONGARCH64 -> "qemu-system";
        };
        String fedora = switch (machine) {
            case X86_64 -> "x86";
            case AARCH64 -> "aarch64";
            case S390X -> "s390x";
            case RISCV64 -> "riscv";
            case PPC64LE -> "ppc";
            case LOONGARCH64 -> "loongarch64";
        };
        return "install it (Debian and Ubuntu: " + debian + "; Fedora: qemu-system-" + fedora
                + "-core; Homebrew: qemu)";
    }

    /** Its file's name, for messages. */
    String name() {
        return String.valueOf(program.getFileName());
    }

    /**
     * The command line.
     *
     * @param kernel an image that QEMU can boot
     * @param initramfs the first file system
     * @param console where what the guest prints is written to
     */
    List<String> command(Path kernel, Path initramfs, Path console, MachineSettings settings, Port port) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of("-no-user-config", "-nodefaults", "-display", "none", "-no-reboot"));
        command.addAll(List.of("-M", board(), "-cpu", settings.isAccelerated() ? "host" : processor()));
        command.addAll(List.of("-accel", settings.isAccelerated() ? "kvm" : "tcg"));
        command.addAll(List.of("-smp", String.valueOf(settings.cpus()), "-m", settings.memory() + "M"));
        command.addAll(List.of("-chardev", "file,id=console,path=" + escaped(console), "-serial", "chardev:console"));
        command.addAll(List.of("-chardev", "stdio,id=port,signal=off"));
        command.addAll(port == Port.VIRTIO ? virtioPort() : serialPort());
        command.addAll(List.of("-kernel", kernel.toString(), "-initrd", initramfs.toString()));
        command.addAll(List.of("-append", kernelCommand(settings, port)));
        return command;
    }

    private String board() {
        return switch (machine) {
            case X86_64 -> "pc";
            case S390X -> "s390-ccw-virtio";
            default -> "virt";
        };
    }

    private String processor() {
        // Pointer authentication takes half of an emulated arm64's time; so it is not done by the book.
        return switch (machine) {
            case AARCH64 -> "max,pauth-impdef=on";
            case RISCV64 -> "rv64";
            default -> "max";
        };
    }

    private List<String> virtioPort() {
        String bus = machine == Machine.S390X ? "ccw" : "pci";
        return List.of("-device", "virtio-serial-" + bus, "-device", "virtserialport,chardev=port");
    }

    private List<String> serialPort() {
        return machine == Machine.X86_64
                ? List.of("-serial", "chardev:port")
                : List.of("-device", "pci-serial,chardev=port");
    }

    private String kernelCommand(MachineSettings settings, Port port) {
        List<String> words = new ArrayList<>(List.of("rdinit=/init", "panic=-1", "quiet"));
        switch (machine) {
            case X86_64, RISCV64 -> words.add("console=ttyS0");
            case AARCH64 -> words.add("console=ttyAMA0");
            default -> {}
        }
        words.addAll(settings.kernelArguments());
        if (port == Port.SERIAL) {
            words.addAll(List.of("--", machine == Machine.AARCH64 ? "/dev/ttyS0" : "/dev/ttyS1"));
        }
        return String.join(" ", words);
    }

    private static String escaped(Path path) {
        return path.toString().replace(",", ",,");
    }
}
