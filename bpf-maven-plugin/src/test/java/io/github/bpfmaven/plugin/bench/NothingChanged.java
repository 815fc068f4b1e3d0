package io.github.bpfmaven.plugin.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.stream.IntStream;

/** Scenario 3: a build right behind another. */
final class NothingChanged {
    private static final int FEW = 400;
    private static final double AIM_FEW = 0.15;
    private static final double AIM_MANY = 0.4;

    private final Bench bench;

    NothingChanged(Bench bench) {
        this.bench = bench;
    }

    void run(BenchProject project) throws IOException, InterruptedException {
        var report = bench.report();
        var count = project.programs().size();
        report.title("3. Nothing changed, " + count + " programs");
        bench.cold(project);
        bench.again(project);
        var goal = new ArrayList<Double>();
        var skipped = new ArrayList<Double>();
        var wall = new ArrayList<Double>();
        for (var round = 0; round < bench.rounds(); round++) {
            skipped.add(bench.skipped(project).goal());
            var run = bench.again(project);
            goal.add(run.goal());
            wall.add(run.usage().wall());
        }
        var own = IntStream.range(0, goal.size())
                .mapToObj(i -> goal.get(i) - skipped.get(i))
                .toList();
        var aim = Aim.atMost(count <= FEW ? AIM_FEW : AIM_MANY);
        var processes = (double) bench.processesAgain(project);
        var started = new Spread(processes, processes, processes);
        report.tableHead("", "", "aim");
        report.row("goal over the same with bpf.skip, s", Spread.of(own).toString(), aim.judge(Spread.of(own)));
        report.row(
                "goal, the plugin's loading by Maven included, s",
                Spread.of(goal).toString(),
                "");
        report.row("the same with bpf.skip, s", Spread.of(skipped).toString(), "");
        report.row("all of Maven, s", Spread.of(wall).toString(), "");
        report.row("processes started", Report.number(processes), Aim.atMost(0).judge(started));
    }
}
