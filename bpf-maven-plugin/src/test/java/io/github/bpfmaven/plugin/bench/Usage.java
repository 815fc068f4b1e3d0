package io.github.bpfmaven.plugin.bench;

import java.util.Locale;

/**
 * What a build took.
 *
 * @param wall seconds
 * @param cpu seconds, user and system, of all its processes
 * @param mavenCpu seconds of them in Maven's JVM, as of the last look at it
 * @param workerCpu seconds of them in link workers, as of the last look at them
 * @param largest MiB of the process that had the most
 * @param tree MiB of all processes together, pages that they share counted for each
 * @param maven MiB of Maven's JVM
 */
record Usage(double wall, double cpu, double mavenCpu, double workerCpu, double largest, double tree, double maven) {
    /** What clang and other tools took, seconds. */
    double toolsCpu() {
        return Math.max(0, cpu - mavenCpu - workerCpu);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "wall %.2f s, CPU %.2f s (Maven %.2f, worker %.2f, clang %.2f), largest %.0f MiB, all %.0f MiB",
                wall,
                cpu,
                mavenCpu,
                workerCpu,
                toolsCpu(),
                largest,
                tree);
    }
}
