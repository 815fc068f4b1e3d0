package io.github.bpfmaven.plugin.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the benchmark is asked to do.
 *
 * @param manifest a manifest in place of generated programs
 * @param count how many programs to generate
 * @param vmlinux whether programs include vmlinux.h; of a manifest's they do what they do
 * @param vmlinuxHeader in place of one that the plugin writes
 * @param btf what the plugin writes it from
 * @param scenarios by their numbers
 * @param rounds how often each is measured, at least 1
 * @param llvm for plain clang, if not the plugin's
 * @param objcopy if not that of the plugin's LLVM
 * @param maven the command
 * @param repository the user's local repository
 * @param checkout of this project, packaged
 * @param work for everything that is written
 * @param mavenArguments for each of Maven's runs
 */
record BenchOptions(
        Optional<Path> manifest,
        int count,
        boolean vmlinux,
        Optional<Path> vmlinuxHeader,
        Path btf,
        TreeSet<Integer> scenarios,
        int rounds,
        Optional<Path> llvm,
        Optional<Path> objcopy,
        Path maven,
        Path repository,
        Path checkout,
        Path work,
        List<String> mavenArguments) {
    static final String USAGE = """
            BuildBenchmark [OPTIONS]
              --generate N      so many made-up programs; 400
              --manifest FILE   programs and their flags, one line each, in place of these
              --no-vmlinux      the programs don't include vmlinux.h
              --vmlinux FILE    a vmlinux.h for the generated programs; else the plugin writes one from
              --btf FILE        this; /sys/kernel/btf/vmlinux
              --scenarios LIST  1 cold with vmlinux.h, 2 cold without, 3 nothing changed, 4 one source changed,
                                5 warm cache, 6 growth with the number of programs; all: 1,2,3,4,5,6
              --rounds N        how often each is measured, after one that isn't; 5
              --llvm DIRECTORY  LLVM 20 for plain clang; the one that the plugin has unpacked
              --objcopy FILE    llvm-objcopy; that LLVM's
              --maven FILE      Maven's command; mvn
              --repository DIRECTORY  your local repository; ~/.m2/repository
              --checkout DIRECTORY    this project, packaged; the current directory
              --work DIRECTORY  for all that is written; target/bench
              -Dname=value      for Maven
            """;

    /** @throws IllegalArgumentException if an argument makes no sense; says which one */
    static BenchOptions parse(List<String> arguments) {
        var values = new LinkedHashMap<String, String>();
        var maven = new ArrayList<String>();
        for (var i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            if (argument.startsWith("-D")) {
                maven.add(argument);
            } else if (argument.equals("--no-vmlinux")) {
                values.put(argument, "");
            } else if (USAGE.contains("\n  " + argument + " ") && i + 1 < arguments.size()) {
                values.put(argument, arguments.get(++i));
            } else {
                throw new IllegalArgumentException("'" + argument + "' is no option, or has no value\n" + USAGE);
            }
        }
        var checkout = path(values, "--checkout").orElse(Path.of("")).toAbsolutePath();
        return new BenchOptions(
                path(values, "--manifest"),
                number(values, "--generate", 400),
                !values.containsKey("--no-vmlinux"),
                path(values, "--vmlinux"),
                path(values, "--btf").orElse(Path.of("/sys/kernel/btf/vmlinux")),
                scenarios(values.getOrDefault("--scenarios", "1,2,3,4,5,6")),
                number(values, "--rounds", 5),
                path(values, "--llvm"),
                path(values, "--objcopy"),
                Path.of(values.getOrDefault("--maven", "mvn")),
                path(values, "--repository").orElse(Path.of(System.getProperty("user.home"), ".m2", "repository")),
                checkout,
                path(values, "--work").orElse(checkout.resolve("target/bench")),
                List.copyOf(maven));
    }

    private static Optional<Path> path(Map<String, String> values, String name) {
        return Optional.ofNullable(values.get(name)).map(value -> Path.of(value).toAbsolutePath());
    }

    private static int number(Map<String, String> values, String name, int otherwise) {
        var value = values.getOrDefault(name, Integer.toString(otherwise));
        if (!value.matches("[1-9][0-9]{0,4}")) {
            throw new IllegalArgumentException(name + " is '" + value + "': a number from 1 to 99999");
        }
        return Integer.parseInt(value);
    }

    private static TreeSet<Integer> scenarios(String list) {
        var scenarios = new TreeSet<Integer>();
        for (var scenario : list.split(",")) {
            if (!scenario.matches("[1-6]")) {
                throw new IllegalArgumentException("--scenarios has '" + scenario + "': numbers from 1 to 6\n" + USAGE);
            }
            scenarios.add(Integer.valueOf(scenario));
        }
        return scenarios;
    }
}
