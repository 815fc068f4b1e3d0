package io.github.bpfmaven.loader.machine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a virtual machine is run.
 *
 * @param memory of the guest, in MiB; 256 is enough for any kernel of Debian
 * @param cpus of the guest, at least 1; emulated ones make each other slower
 * @param isAccelerated whether this machine's own processor runs the guest (KVM), which has to be of the same kind; else it is
 *     emulated
 * @param bootTime how long the kernel may take to come up
 * @param callTime how long a call may take before the guest counts as lost; the verifier of a large program takes its time in an
 *     emulated machine
 * @param qemu the program; nothing for the {@code qemu-system-*} of the image's architecture on {@code PATH}
 * @param config what the kernel was configured with, as {@code /boot/config-RELEASE}; nothing if that need not be known in the
 *     guest, or is built in ({@code /proc/config.gz})
 * @param kernelArguments what else the kernel is told on its command line, such as {@code lsm=bpf}
 */
public record MachineSettings(
        int memory,
        int cpus,
        boolean isAccelerated,
        Duration bootTime,
        Duration callTime,
        Optional<Path> qemu,
        Optional<Path> config,
        List<String> kernelArguments) {
    private static final int USUAL_MEMORY = 256;
    private static final int LEAST_MEMORY = 64;
    private static final Duration USUAL_BOOT = Duration.ofMinutes(2);
    private static final Duration USUAL_CALL = Duration.ofMinutes(5);

    /** @throws IllegalArgumentException if a number is too small to be meant */
    public MachineSettings {
        if (memory < LEAST_MEMORY) {
            throw new IllegalArgumentException(
                    "a guest with " + memory + " MiB of memory does not come up; give it " + LEAST_MEMORY + " or more");
        }
        if (cpus < 1) {
            throw new IllegalArgumentException("a guest needs a CPU, not " + cpus);
        }
        kernelArguments = List.copyOf(kernelArguments);
    }

    /** 256 MiB and one emulated CPU, 2 minutes to come up, 5 minutes a call, and QEMU from {@code PATH}. */
    public static MachineSettings usual() {
        return new MachineSettings(
                USUAL_MEMORY, 1, false, USUAL_BOOT, USUAL_CALL, Optional.empty(), Optional.empty(), List.of());
    }

    /** The same with another size of memory, in MiB. */
    public MachineSettings withMemory(int mebibytes) {
        return new MachineSettings(mebibytes, cpus, isAccelerated, bootTime, callTime, qemu, config, kernelArguments);
    }

    /** The same with another number of CPUs. */
    public MachineSettings withCpus(int number) {
        return new MachineSettings(memory, number, isAccelerated, bootTime, callTime, qemu, config, kernelArguments);
    }

    /** The same, run by this machine's own processor or not. */
    public MachineSettings withAcceleration(boolean isWanted) {
        return new MachineSettings(memory, cpus, isWanted, bootTime, callTime, qemu, config, kernelArguments);
    }

    /** The same with other limits of time. */
    public MachineSettings withTimes(Duration boot, Duration call) {
        return new MachineSettings(memory, cpus, isAccelerated, boot, call, qemu, config, kernelArguments);
    }

    /** The same with this QEMU. */
    public MachineSettings withQemu(Path program) {
        return new MachineSettings(
                memory, cpus, isAccelerated, bootTime, callTime, Optional.of(program), config, kernelArguments);
    }

    /** The same with a file of settings. */
    public MachineSettings withConfig(Path file) {
        return new MachineSettings(
                memory, cpus, isAccelerated, bootTime, callTime, qemu, Optional.of(file), kernelArguments);
    }

    /** The same with these arguments for the kernel and no others. */
    public MachineSettings withKernelArguments(List<String> arguments) {
        return new MachineSettings(memory, cpus, isAccelerated, bootTime, callTime, qemu, config, arguments);
    }
}
