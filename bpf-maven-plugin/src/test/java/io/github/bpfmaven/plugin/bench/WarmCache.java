package io.github.bpfmaven.plugin.bench;

import java.io.IOException;
import java.util.ArrayList;

/** Scenario 5: {@code target} is gone, as behind {@code mvn clean}, and the build cache has everything. */
final class WarmCache {
    private static final double AIM = 0.03;

    private final Bench bench;

    WarmCache(Bench bench) {
        this.bench = bench;
    }

    void run(BenchProject project) throws IOException, InterruptedException {
        var report = bench.report();
        report.title("5. Clean, and a warm build cache, " + project.programs().size() + " programs");
        BenchProject.makeRoom(bench.cache());
        bench.filling(project);
        bench.filling(project);
        var cold = new ArrayList<Double>();
        var cached = new ArrayList<Double>();
        for (var round = 0; round < bench.rounds(); round++) {
            cold.add(bench.cold(project).goal());
        }
        // Behind all of these: what is deleted for one is in the way of the next.
        for (var round = 0; round < bench.rounds(); round++) {
            cached.add(bench.cached(project).goal());
        }
        var ratio = Spread.ofRatios(cached, cold);
        report.tableHead("", "", "aim");
        report.row("goal from nothing, s", Spread.of(cold).toString(), "");
        report.row("goal with the cache, s", Spread.of(cached).toString(), "");
        report.row("ratio", ratio.toString(), Aim.atMost(AIM).judge(ratio));
    }
}
