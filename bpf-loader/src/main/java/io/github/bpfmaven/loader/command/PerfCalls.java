package io.github.bpfmaven.loader.command;

import java.io.IOException;

import io.github.bpfmaven.loader.kernel.Argument;
import io.github.bpfmaven.loader.kernel.Block;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.Kernel;
import io.github.bpfmaven.loader.kernel.Machine;
import io.github.bpfmaven.loader.kernel.SystemCall;
import io.github.bpfmaven.loader.kernel.SystemCallException;

/**
 * Events of {@code perf}.
 *
 * <p>Source: {@code struct perf_event_attr} and {@code PERF_EVENT_IOC_*} in {@code include/uapi/linux/perf_event.h}, Linux 6.18.
 */
public final class PerfCalls {
    private static final int ATTRIBUTES_SIZE = 72;
    private static final int CLOSE_ON_EXEC = 8;
    /** {@code PERF_EVENT_IOC_ENABLE} and {@code PERF_EVENT_IOC_SET_BPF}; PowerPC has the direction in other bits. */
    private static final int ENABLE = 0x2400;

    private static final int ENABLE_POWERPC = 0x20002400;
    private static final int SET_BPF = 0x40042408;
    private static final int SET_BPF_POWERPC = 0x80042408;

    private final Kernel kernel;

    /** Calls of that kernel. */
    public PerfCalls(Kernel kernel) {
        this.kernel = kernel;
    }

    /**
     * The description of an event, to be completed.
     *
     * @param type {@code PERF_TYPE_*}, or a number below {@code /sys/bus/event_source/devices}
     */
    public Block attributes(int type) {
        return Block.input(kernel.byteOrder(), ATTRIBUTES_SIZE).putInt(0, type).putInt(4, ATTRIBUTES_SIZE);
    }

    /**
     * Opens an event.
     *
     * @param process that is watched; -1 for all
     * @param cpu that is watched; -1 for all, if it is a process that is watched
     * @param what for an error
     */
    public Descriptor open(Block attributes, long process, long cpu, String what) throws IOException {
        return Descriptor.of(
                kernel,
                "perf_event_open(" + what + ")",
                kernel.call(
                        SystemCall.PERF_EVENT_OPEN,
                        attributes,
                        Argument.of(process),
                        Argument.of(cpu),
                        Argument.of(-1),
                        Argument.of(CLOSE_ON_EXEC)));
    }

    /** Lets it happen. */
    public void enable(int event) throws IOException {
        control(event, isPowerPc() ? ENABLE_POWERPC : ENABLE, 0);
    }

    /** Runs a program when it happens, without a link. */
    public void setProgram(int event, int program) throws IOException {
        control(event, isPowerPc() ? SET_BPF_POWERPC : SET_BPF, program);
    }

    private boolean isPowerPc() {
        return kernel.machine() == Machine.PPC64LE;
    }

    private void control(int event, int request, int value) throws IOException {
        SystemCallException.check(
                "ioctl(PERF_EVENT)",
                kernel.call(SystemCall.IOCTL, Argument.of(event), Argument.of(request), Argument.of(value)));
    }
}
