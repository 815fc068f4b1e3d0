package io.github.bpfmaven.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Sees to it that no link takes more than it may. */
final class LinkWatch {
    private static final long INTERVAL_MILLIS = 50;
    /** What is resident stands there in KiB ({@code proc(5)}). */
    private static final Path STATUS = Path.of("/proc/self/status");

    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");

    private final LinkLimits limits;
    private final Map<Integer, Running> running = new ConcurrentHashMap<>();

    LinkWatch(LinkLimits limits) {
        this.limits = limits;
    }

    private record Running(String name, long since) {}

    /**
     * @param culprit the request that it is certainly the fault of; empty if several may be
     * @param message for the user
     */
    record Excess(Optional<Integer> culprit, String message) {}

    void begin(int id, String name) {
        running.put(id, new Running(name, System.nanoTime()));
    }

    void end(int id) {
        running.remove(id);
    }

    /** @param excess called when a limit is passed; it ends the process */
    void start(Consumer<Excess> excess) {
        var thread = new Thread(() -> watch(excess), "limits");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch(Consumer<Excess> excess) {
        try {
            while (true) {
                Thread.sleep(INTERVAL_MILLIS);
                excess().ifPresent(excess);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Excess> excess() {
        var now = System.nanoTime();
        for (var entry : running.entrySet()) {
            if (now - entry.getValue().since > limits.time().toNanos()) {
                return Optional.of(new Excess(
                        Optional.of(entry.getKey()),
                        "the link of " + entry.getValue().name + " was given up: it took longer than "
                                + limits.time().toSeconds()
                                + " s, which LLVM's passes do on code that they can't cope with;"
                                + " link fewer inputs, or optimise less"));
            }
        }
        return limits.memory() > 0 && residentBytes() > limits.memory() ? tooLarge() : Optional.empty();
    }

    private Optional<Excess> tooLarge() {
        var culprit = running.size() == 1 ? running.entrySet().iterator().next() : null;
        return Optional.of(new Excess(
                Optional.ofNullable(culprit).map(Map.Entry::getKey),
                "the link of " + (culprit == null ? "one of several" : culprit.getValue().name)
                        + " was given up: it took more than " + (limits.memory() >> 20)
                        + " MiB of memory; link fewer inputs at once"));
    }

    private static long residentBytes() {
        try {
            var resident = RESIDENT.matcher(Files.readString(STATUS));
            return resident.find() ? Long.parseLong(resident.group(1)) << 10 : 0;
        } catch (IOException noProc) {
            return 0;
        }
    }
}
