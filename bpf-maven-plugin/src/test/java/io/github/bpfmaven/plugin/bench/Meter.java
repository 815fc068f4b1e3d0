package io.github.bpfmaven.plugin.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

import io.github.bpfmaven.plugin.bench.ProcessTree.Member;
import io.github.bpfmaven.plugin.bench.ProcessTree.Role;

/**
 * Measures what the processes take that a task starts and waits for. CPU is exact, for the kernel adds it up; memory is looked
 * at every {@value #INTERVAL} ms, so that of processes which end sooner is a lower bound.
 */
final class Meter {
    private static final int INTERVAL = 50;

    private final ProcessTree tree = new ProcessTree();

    Usage measure(Build build) throws IOException, InterruptedException {
        var watch = new Watch(tree);
        var thread = new Thread(watch, "bench-memory");
        thread.setDaemon(true);
        var before = tree.secondsOfEndedChildren();
        var start = System.nanoTime();
        thread.start();
        double wall;
        try {
            build.run();
        } finally {
            wall = (System.nanoTime() - start) / 1e9;
            watch.done = true;
            thread.join();
        }
        return watch.usage(wall, tree.secondsOfEndedChildren() - before);
    }

    /** What starts processes, and waits for them. */
    @FunctionalInterface
    interface Build {
        void run() throws IOException, InterruptedException;
    }

    private static final class Watch implements Runnable {
        private final ProcessTree tree;
        private final Map<Long, Member> last = new HashMap<>();
        private long most;
        // Not an interrupt, which would close the file that is just being read.
        private volatile boolean done;

        Watch(ProcessTree tree) {
            this.tree = tree;
        }

        @Override
        public void run() {
            try {
                while (!done) {
                    var members = tree.members();
                    members.forEach(member -> last.put(member.id(), member));
                    most = Math.max(
                            most, members.stream().mapToLong(Member::memory).sum());
                    Thread.sleep(INTERVAL);
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        Usage usage(double wall, double cpu) {
            return new Usage(
                    wall,
                    cpu,
                    seconds(Role.MAVEN),
                    seconds(Role.WORKER),
                    last.values().stream().mapToLong(Member::peak).max().orElse(0) / 1024.0,
                    most / 1024.0,
                    last.values().stream()
                                    .filter(member -> member.role() == Role.MAVEN)
                                    .mapToLong(Member::peak)
                                    .max()
                                    .orElse(0)
                            / 1024.0);
        }

        private double seconds(Role role) {
            return last.values().stream()
                    .filter(member -> member.role() == role)
                    .mapToDouble(Member::seconds)
                    .sum();
        }
    }
}
