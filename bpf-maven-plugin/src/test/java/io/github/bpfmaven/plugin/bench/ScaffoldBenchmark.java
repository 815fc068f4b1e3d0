package io.github.bpfmaven.plugin.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures what generating Java takes, in JVMs that have just been started and, by their last pass, in ones that have done it
 * before. Several class paths, such as those of two commits, are measured in turn.
 */
final class ScaffoldBenchmark {
    private static final String USAGE = """
            ScaffoldBenchmark OBJECTS COUNT ROUNDS CLASSPATH...
              OBJECTS    a directory of NAME_bpfel.o and NAME_bpfeb.o, such as the "plain" that BuildBenchmark leaves
              COUNT      programs to generate; objects are taken again if there are fewer
              ROUNDS     JVMs for each class path
              CLASSPATH  the plugin's classes and what they need, perhaps of several commits
            """;
    private static final int PASSES = 6;

    private ScaffoldBenchmark() {}

    /** @param arguments as the usage says */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 4) {
            System.err.print(USAGE);
            System.exit(1);
        }
        var count = Integer.parseInt(arguments[1]);
        Map<String, Times> times = new LinkedHashMap<>();
        for (var round = 0; round < Integer.parseInt(arguments[2]); round++) {
            for (var classPath : List.of(arguments).subList(3, arguments.length)) {
                times.computeIfAbsent(classPath, first -> new Times())
                        .add(run(Path.of(arguments[0]), count, classPath), count);
            }
        }
        var report = new Report(System.out);
        report.line(count + " programs, both byte orders; minimum / median / maximum");
        times.values()
                .forEach(each -> report.line("cold: wall %s s, CPU %s s; warm: CPU %s ms a program"
                        .formatted(Spread.of(each.wall), Spread.of(each.cpu), Spread.of(each.warm))));
    }

    private static List<String> run(Path objects, int count, String classPath)
            throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                        ScaffoldRun.class.getName(),
                        objects.toString(),
                        Integer.toString(count),
                        Integer.toString(PASSES))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        if (process.waitFor() != 0 || lines.size() != PASSES) {
            throw new IOException("java ended with status " + process.exitValue() + " and the class path " + classPath);
        }
        return lines;
    }

    /** Of one class path, by round. */
    private static final class Times {
        private final List<Double> wall = new ArrayList<>();
        private final List<Double> cpu = new ArrayList<>();
        private final List<Double> warm = new ArrayList<>();

        void add(List<String> passes, int count) {
            wall.add(field(passes.get(0), 0));
            cpu.add(field(passes.get(0), 1));
            warm.add(field(passes.get(PASSES - 1), 1) * 1000 / count);
        }

        private static double field(String line, int number) {
            return Double.parseDouble(line.split(" ")[number]);
        }
    }
}
