package io.github.bpfmaven.loader.attach;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

import io.github.bpfmaven.loader.command.AttachType;
import io.github.bpfmaven.loader.command.Links;
import io.github.bpfmaven.loader.command.PerfCalls;
import io.github.bpfmaven.loader.kernel.Block;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.Kernel;
import io.github.bpfmaven.loader.types.Feature;
import io.github.bpfmaven.loader.types.TargetKernel;

/**
 * Tracepoints and probes, which are events of {@code perf} with a program on them.
 *
 * <p>Source: {@code perf_event_open_probe} of libbpf 1.8.
 */
final class PerfEvents {
    private static final int TYPE_TRACEPOINT = 2;
    private static final long ALL_PROCESSES = -1;
    private static final String DEVICES = "/sys/bus/event_source/devices/";

    private final TargetKernel target;
    private final Kernel kernel;
    private final PerfCalls calls;

    PerfEvents(TargetKernel target) {
        this.target = target;
        this.kernel = target.kernel();
        this.calls = new PerfCalls(kernel);
    }

    Link tracepoint(int program, AttachPoint.Tracepoint tracepoint) throws IOException {
        String path = "/events/" + tracepoint.category() + "/" + tracepoint.name() + "/id";
        Optional<String> id = target.files().text("/sys/kernel/tracing" + path);
        if (id.isEmpty()) {
            id = target.files().text("/sys/kernel/debug/tracing" + path);
        }
        int number = Integer.parseInt(id.orElseThrow(() -> new IOException("there is no tracepoint "
                + tracepoint.category() + "/" + tracepoint.name()
                + ": /sys/kernel/tracing has none, or is not mounted (mount -t tracefs tracefs /sys/kernel/tracing)")));
        Block attributes = calls.attributes(TYPE_TRACEPOINT).putLong(8, number);
        return attach(program, open(attributes, ALL_PROCESSES, "tracepoint"));
    }

    Link kprobe(int program, AttachPoint.Kprobe probe) throws IOException {
        Block attributes = probe("kprobe", probe.atReturn())
                .putPointer(56, Block.text(probe.function()))
                .putLong(64, probe.offset());
        return attach(program, open(attributes, ALL_PROCESSES, "kprobe " + probe.function()));
    }

    Link uprobe(int program, AttachPoint.Uprobe probe) throws IOException {
        return uprobe(program, probe, Optional.empty(), OptionalLong.empty());
    }

    /**
     * @param semaphore the offset in the file of what counts those who watch; nothing for none
     * @param cookie what the program is told; nothing for 0
     */
    Link uprobe(int program, AttachPoint.Uprobe probe, Optional<Long> semaphore, OptionalLong cookie)
            throws IOException {
        Block attributes = probe("uprobe", probe.atReturn())
                .putPointer(56, Block.text(probe.file()))
                .putLong(64, probe.offset());
        if (semaphore.isPresent()) {
            addSemaphore(attributes, semaphore.get());
        }
        return attach(
                program,
                open(
                        attributes,
                        probe.process().map(Integer::longValue).orElse(ALL_PROCESSES),
                        "uprobe " + probe.file()),
                cookie);
    }

    private void addSemaphore(Block attributes, long offset) throws IOException {
        String bits = target.files()
                .text(DEVICES + "uprobe/format/ref_ctr_offset")
                .orElseThrow(() -> new IOException(
                        "the probe is off until somebody counts himself in, which this kernel can't do (Linux 4.20)"));
        int first = Integer.parseInt(bits.replaceAll("config:(\\d+).*", "$1"));
        attributes.putLong(8, attributes.getLong(8) | offset << first);
    }

    private Block probe(String kind, boolean atReturn) throws IOException {
        int type = Integer.parseInt(target.files()
                .text(DEVICES + kind + "/type")
                .orElseThrow(() -> new IOException("this kernel has no probes of kind " + kind + " (" + DEVICES + kind
                        + " is missing): CONFIG_KPROBE_EVENTS, CONFIG_UPROBE_EVENTS, Linux 4.17 or newer")));
        Block attributes = calls.attributes(type);
        if (atReturn) {
            String bit = target.files()
                    .text(DEVICES + kind + "/format/retprobe")
                    .orElse("config:0")
                    .replaceAll("\\D+", "");
            attributes.putLong(8, 1L << Integer.parseInt(bit));
        }
        return attributes;
    }

    private Descriptor open(Block attributes, long process, String what) throws IOException {
        // Of a process that is watched, on any CPU; of all processes, the one CPU stands for all.
        long cpu = process < 0 ? 0 : -1;
        return calls.open(attributes, process, cpu, what);
    }

    private Link attach(int program, Descriptor event) throws IOException {
        return attach(program, event, OptionalLong.empty());
    }

    private Link attach(int program, Descriptor event, OptionalLong cookie) throws IOException {
        try {
            return onEvent(program, event.number(), cookie, event);
        } catch (IOException | RuntimeException refused) {
            event.close();
            throw refused;
        }
    }

    /** On an event of somebody else's. */
    Link event(int program, int event) throws IOException {
        return onEvent(program, event, OptionalLong.empty());
    }

    private Link onEvent(int program, int event, OptionalLong cookie, Descriptor... own) throws IOException {
        if (target.features().has(Feature.PERF_LINKS)) {
            Descriptor link = new Links(kernel)
                    .create(
                            program,
                            event,
                            AttachType.PERF_EVENT,
                            0,
                            attributes -> cookie.ifPresent(value -> attributes.putLong(16, value)));
            try {
                calls.enable(event);
            } catch (IOException refused) {
                link.close();
                throw refused;
            }
            return Link.of(link, own);
        }
        calls.setProgram(event, program);
        calls.enable(event);
        return Link.without(kernel, () -> {}, own);
    }
}
