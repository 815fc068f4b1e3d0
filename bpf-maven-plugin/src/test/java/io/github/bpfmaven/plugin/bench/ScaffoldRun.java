package io.github.bpfmaven.plugin.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.object.BpfObjectFormatException;
import io.github.bpfmaven.plugin.scaffold.ClassOptions;
import io.github.bpfmaven.plugin.scaffold.GeneratedClass;
import io.github.bpfmaven.plugin.scaffold.ScaffoldGenerator;
import io.github.bpfmaven.plugin.scaffold.ScaffoldRequest;
import io.github.bpfmaven.plugin.scaffold.Variant;

/**
 * Generates the Java of programs in this JVM: {@code DIRECTORY COUNT PASSES}. Prints a line for each pass: seconds, CPU
 * seconds of the whole JVM with its compilers, how many characters came of it.
 */
final class ScaffoldRun {
    private ScaffoldRun() {}

    /** @param arguments where the objects are, how many programs to generate from them, and how many times */
    public static void main(String[] arguments) throws IOException, BpfObjectFormatException {
        var programs = programs(Path.of(arguments[0]));
        var count = Integer.parseInt(arguments[1]);
        for (var pass = 0; pass < Integer.parseInt(arguments[2]); pass++) {
            var start = System.nanoTime();
            // The first pass counts what the JVM took to start: no build is without.
            var cpu = pass == 0 ? 0 : cpu();
            var characters = 0L;
            for (var i = 0; i < count; i++) {
                characters += generate(programs.get(i % programs.size()), i);
            }
            System.out.printf(
                    Locale.ROOT, "%.3f %.3f %d%n", (System.nanoTime() - start) / 1e9, (cpu() - cpu) / 1e9, characters);
        }
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** The objects of both byte orders, by program. */
    private static List<List<byte[]>> programs(Path directory) throws IOException {
        var programs = new ArrayList<List<byte[]>>();
        try (var files = Files.list(directory)) {
            for (var little : files.filter(file -> file.toString().endsWith("_bpfel.o"))
                    .sorted()
                    .toList()) {
                var big = Path.of(little.toString().replaceFirst("_bpfel\\.o$", "_bpfeb.o"));
                programs.add(List.of(Files.readAllBytes(little), Files.readAllBytes(big)));
            }
        }
        if (programs.isEmpty()) {
            throw new IllegalArgumentException("there are no objects in " + directory);
        }
        return programs;
    }

    private static int generate(List<byte[]> files, int number) throws BpfObjectFormatException {
        Map<Variant, BpfObject> objects = new LinkedHashMap<>();
        for (var file : files) {
            var object = BpfObject.read(file);
            objects.put(Variant.forAnyArch("p_" + objects.size() + ".o", object.byteOrder()), object);
        }
        var name = new GeneratedClass("bench", "P" + number + "Bpf", "p" + number);
        return ScaffoldGenerator.generate(new ScaffoldRequest(name, "p.bpf.c", objects, ClassOptions.DEFAULT, Map.of()))
                .text()
                .length();
    }
}
