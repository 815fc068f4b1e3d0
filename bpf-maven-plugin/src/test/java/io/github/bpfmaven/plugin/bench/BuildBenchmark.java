package io.github.bpfmaven.plugin.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * Whole builds against plain clang: wall time, CPU time and memory, in turn. Takes minutes to hours, and an idle machine with
 * Linux; see docs/benchmarks.md.
 */
final class BuildBenchmark {
    private static final double AIM_VMLINUX = 0.6;
    private static final double AIM_OTHERS = 1.1;

    private final BenchOptions options;
    private final Bench bench;
    private final ProgramSets sets;

    private BuildBenchmark(BenchOptions options) throws IOException {
        this.options = options;
        Files.createDirectories(options.work());
        var toolchains = options.repository().resolve(".cache/bpf-maven-plugin");
        var tools =
                PlainTools.find(options.llvm(), options.objcopy(), toolchains, options.repository(), options.work());
        var repository = MavenRepository.make(options.work(), options.checkout(), options.repository());
        var plugin = new PluginBuild(options.maven(), repository, toolchains, options.mavenArguments());
        this.bench = new Bench(
                new PlainBuild(
                        tools,
                        PluginHeaders.unpack(
                                repository.jar("bpf-headers"), options.work().resolve("headers"))),
                plugin,
                options.rounds(),
                options.work().resolve("cache").resolve("builds"),
                new Report(System.out));
        this.sets = new ProgramSets(options, plugin, repository.pluginVersion());
    }

    /** @param arguments see {@link BenchOptions#USAGE} */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            if (!ProcessTree.isThere()) {
                throw new IllegalArgumentException(
                        "CPU time and memory are read from /proc, which this host doesn't have");
            }
            new BuildBenchmark(BenchOptions.parse(List.of(arguments))).run();
        } catch (IllegalArgumentException | IllegalStateException | IOException failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
    }

    private void run() throws IOException, InterruptedException {
        bench.report()
                .line("minimum / median / maximum of " + options.rounds() + " rounds; "
                        + Runtime.getRuntime().availableProcessors() + " cores, Java " + Runtime.version());
        try {
            for (int scenario : options.scenarios()) {
                run(scenario);
            }
        } finally {
            BenchProject.delete(options.work().resolve(BenchProject.GONE));
        }
    }

    private void run(int scenario) throws IOException, InterruptedException {
        switch (scenario) {
            case 1 -> cold(true);
            case 2 -> cold(false);
            case 3 -> new NothingChanged(bench).run(programs(options.vmlinux()));
            case 4 -> new OneChanged(bench).run(programs(options.vmlinux()));
            case 5 -> new WarmCache(bench).run(programs(options.vmlinux()));
            default -> growth();
        }
    }

    /** Scenarios 1 and 2 are one where there is but one kind of programs. */
    private void cold(boolean vmlinux) throws IOException, InterruptedException {
        if (vmlinux && options.vmlinux()) {
            new ColdBuilds(bench).run("1. Cold, programs with vmlinux.h", programs(true), AIM_VMLINUX);
        } else if (!vmlinux && !(options.manifest().isPresent() && options.vmlinux())) {
            new ColdBuilds(bench).run("2. Cold, programs without vmlinux.h", programs(false), AIM_OTHERS);
        }
    }

    private void growth() throws IOException, InterruptedException {
        if (options.manifest().isPresent()) {
            bench.report().line("\nScenario 6 is for generated programs, and there is a manifest.");
            return;
        }
        var projects = new ArrayList<BenchProject>();
        for (var count : List.of(Math.max(1, options.count() / 4), options.count(), options.count() * 5 / 2)) {
            projects.add(generated(options.vmlinux(), count));
        }
        new Growth(bench).run(projects);
        if (options.scenarios().contains(3)) {
            new NothingChanged(bench).run(projects.get(projects.size() - 1));
        }
    }

    private BenchProject programs(boolean vmlinux) throws IOException, InterruptedException {
        return options.manifest().isPresent()
                ? sets.listed(options.manifest().get())
                : generated(vmlinux, options.count());
    }

    private BenchProject generated(boolean vmlinux, int count) throws IOException, InterruptedException {
        return vmlinux ? sets.tracing(count) : sets.packets(count);
    }
}
