package io.github.bpfmaven.plugin.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;

/** Scenario 4: one source gets another variable, and so another object, each time. */
final class OneChanged {
    private static final double FACTOR = 1.5;
    private static final double SECONDS = 0.5;

    private final Bench bench;

    OneChanged(Bench bench) {
        this.bench = bench;
    }

    void run(BenchProject project) throws IOException, InterruptedException {
        var report = bench.report();
        report.title("4. One source of " + project.programs().size() + " changed");
        bench.cold(project);
        var goal = new ArrayList<Double>();
        var alone = new ArrayList<Double>();
        var allowed = new ArrayList<Double>();
        for (var round = 0; round <= bench.rounds(); round++) {
            var program = project.programs().get(round % project.programs().size());
            Files.writeString(
                    project.source(program),
                    "\nconst volatile int bench_edit_%1$d = %1$d;\n".formatted(round),
                    StandardOpenOption.APPEND);
            var clang = bench.plain().compile(project, program);
            var run = bench.again(project).goal();
            if (round > 0) {
                alone.add(clang);
                allowed.add(FACTOR * clang + SECONDS);
                goal.add(run);
            }
        }
        var ratio = Spread.ofRatios(goal, allowed);
        report.tableHead("", "", "aim");
        report.row(
                "clang alone, both byte orders one after the other, s",
                Spread.of(alone).toString(),
                "");
        report.row(
                "goal, the plugin's loading by Maven included, s",
                Spread.of(goal).toString(),
                "");
        report.row(
                "goal by " + FACTOR + " times clang alone and " + SECONDS + " s",
                ratio.toString(),
                Aim.atMost(1).judge(ratio));
    }
}
