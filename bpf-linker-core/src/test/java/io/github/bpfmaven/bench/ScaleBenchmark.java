package io.github.bpfmaven.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.linker.LinkInput;
import io.github.bpfmaven.linker.LinkOptions;
import io.github.bpfmaven.linker.LinkRequest;
import io.github.bpfmaven.linker.LinkResult;
import io.github.bpfmaven.testing.TestLlvm;
import io.github.bpfmaven.worker.LinkWorker;

/** How long a link of many inputs takes that each carry the kernel's types, and how much memory: a worker for each. */
final class ScaleBenchmark {
    private static final List<Integer> COUNTS = List.of(2, 16, 64, 176);
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final int RUNS = 3;

    private ScaleBenchmark() {}

    /** @param arguments a directory for the sources; one that has been used is used again */
    public static void main(String[] arguments) throws Exception {
        var directory = Files.createDirectories(Path.of(arguments[0])).toAbsolutePath();
        var all = KernelSources.make(directory, COUNTS.get(COUNTS.size() - 1));
        System.out.println("inputs  MiB of bitcode  seconds of " + RUNS + " runs  peak MiB  object KiB");
        for (int count : COUNTS) {
            measure(all.subList(0, count));
        }
    }

    private static void measure(List<LinkInput> inputs) throws Exception {
        var size = 0L;
        for (var input : inputs) {
            size += input.read().length;
        }
        var seconds = new StringBuilder();
        var peak = 0L;
        var object = 0;
        for (var run = 0; run < RUNS; run++) {
            try (var worker = LinkWorker.start(TestLlvm.worker(1))) {
                worker.link(LinkRequest.of("warm", BpfTarget.host(), inputs.get(0)))
                        .get();
                var request = LinkRequest.of("all", BpfTarget.host(), inputs.toArray(LinkInput[]::new))
                        .withOptions(LinkOptions.DEFAULT);
                var start = System.nanoTime();
                var result = worker.link(request).get();
                seconds.append(" %6.2f".formatted((System.nanoTime() - start) / 1e9));
                peak = Math.max(peak, peakOfWorker());
                if (result instanceof LinkResult.Linked linked) {
                    object = linked.output().length;
                } else {
                    throw new IllegalStateException("" + result.diagnostics());
                }
            }
        }
        System.out.printf("%6d %8.1f %s %8d %8d%n", inputs.size(), size / 1048576.0, seconds, peak, object >> 10);
    }

    private static long peakOfWorker() throws Exception {
        var worker = ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .findFirst()
                .orElseThrow();
        var status = PEAK.matcher(Files.readString(Path.of("/proc/" + worker.pid() + "/status")));
        return status.find() ? Long.parseLong(status.group(1)) >> 10 : 0;
    }
}
