package io.github.bpfmaven.plugin.bench;

import java.io.IOException;
import java.util.ArrayList;

/** Scenarios 1 and 2: everything is built, both byte orders, by the one and by the other in turn. */
final class ColdBuilds {
    private final Bench bench;

    ColdBuilds(Bench bench) {
        this.bench = bench;
    }

    void run(String title, BenchProject project, double aim) throws IOException, InterruptedException {
        var report = bench.report();
        report.title(title + ", " + project.programs().size() + " programs");
        bench.plain().run(project);
        bench.cold(project);
        var plain = new ArrayList<Usage>();
        var plugin = new ArrayList<Usage>();
        for (var round = 0; round < bench.rounds(); round++) {
            // Who comes first changes, as what comes first is measured on a cooler machine.
            if (round % 2 == 0) {
                plain.add(bench.plain().run(project));
            }
            plugin.add(bench.cold(project).usage());
            if (round % 2 == 1) {
                plain.add(bench.plain().run(project));
            }
        }
        report.tableHead("", "plain clang", "plugin", "ratio", "aim");
        report.compare("wall, s", plain, plugin, Usage::wall, Aim.atMost(aim));
        report.compare("CPU, s", plain, plugin, Usage::cpu, Aim.atMost(aim));
        report.compare("largest process, MiB", plain, plugin, Usage::largest, Aim.NONE);
        report.compare("all processes, MiB", plain, plugin, Usage::tree, Aim.NONE);
        report.line("");
        report.line("Of the plugin's CPU seconds: Maven's JVM "
                + Spread.of(Report.values(plugin, Usage::mavenCpu)) + ", link worker "
                + Spread.of(Report.values(plugin, Usage::workerCpu)) + ", clang "
                + Spread.of(Report.values(plugin, Usage::toolsCpu)));
    }
}
