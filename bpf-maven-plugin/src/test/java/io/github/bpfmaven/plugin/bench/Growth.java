package io.github.bpfmaven.plugin.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Scenario 6: what more programs cost. */
final class Growth {
    /** Over the ratio of the numbers of programs: linear, and room for chance. */
    private static final double LINEAR = 1.1;

    private static final double SAME_MEMORY = 1.2;

    private final Bench bench;

    Growth(Bench bench) {
        this.bench = bench;
    }

    /** @param projects of the same kind of programs, the smallest first */
    void run(List<BenchProject> projects) throws IOException, InterruptedException {
        var report = bench.report();
        report.title("6. More programs, from nothing");
        bench.cold(projects.get(0));
        var runs = new ArrayList<List<Usage>>();
        projects.forEach(project -> runs.add(new ArrayList<>()));
        for (var round = 0; round < bench.rounds(); round++) {
            for (var i = 0; i < projects.size(); i++) {
                runs.get(i).add(bench.cold(projects.get(i)).usage());
            }
        }
        report.tableHead("programs", "wall, s", "CPU, s", "Maven's JVM, MiB", "all processes, MiB");
        for (var i = 0; i < projects.size(); i++) {
            report.row(
                    Integer.toString(projects.get(i).programs().size()),
                    Spread.of(Report.values(runs.get(i), Usage::wall)).toString(),
                    Spread.of(Report.values(runs.get(i), Usage::cpu)).toString(),
                    Spread.of(Report.values(runs.get(i), Usage::maven)).toString(),
                    Spread.of(Report.values(runs.get(i), Usage::tree)).toString());
        }
        var last = projects.size() - 1;
        var times = (double) projects.get(last).programs().size()
                / projects.get(0).programs().size();
        var wall = ratio(runs.get(last), runs.get(0), Usage::wall);
        var cpu = ratio(runs.get(last), runs.get(0), Usage::cpu);
        var memory = ratio(runs.get(last), runs.get(0), Usage::maven);
        report.line("");
        report.tableHead("most programs by fewest, " + Report.number(times) + " times as many", "ratio", "aim");
        report.row("wall", wall.toString(), Aim.atMost(LINEAR * times).judge(wall));
        report.row("CPU", cpu.toString(), Aim.atMost(LINEAR * times).judge(cpu));
        report.row(
                "Maven's JVM, memory",
                memory.toString(),
                Aim.atMost(SAME_MEMORY).judge(memory));
    }

    private static Spread ratio(List<Usage> many, List<Usage> few, ToDoubleFunction<Usage> of) {
        return Spread.ofRatios(Report.values(many, of), Report.values(few, of));
    }
}
