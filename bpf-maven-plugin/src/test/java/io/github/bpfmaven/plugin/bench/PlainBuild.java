package io.github.bpfmaven.plugin.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Plain clang, with as many processes as cores: what {@code xargs -P} or {@code make -j} do. */
final class PlainBuild {
    static final List<String> TARGETS = List.of("bpfel", "bpfeb");

    private static final String OUTPUT = "plain";

    private final Path clang;
    private final Path objcopy;
    private final Path headers;
    private final Meter meter = new Meter();

    /** @param headers the plugin's own, behind the sources' directory */
    PlainBuild(PlainTools tools, Path headers) {
        this.clang = tools.clang();
        this.objcopy = tools.objcopy();
        this.headers = headers;
    }

    /** Builds every program for both byte orders: clang, then objcopy without which the objects would be full of DWARF. */
    Usage run(BenchProject project) throws IOException, InterruptedException {
        var output = project.directory().resolve(OUTPUT);
        BenchProject.makeRoom(output);
        Files.createDirectories(output);
        return meter.measure(() -> all(project, output));
    }

    /** Seconds of clang alone for one program, one byte order after the other. */
    double compile(BenchProject project, BenchProgram program) throws IOException, InterruptedException {
        var output = Files.createDirectories(project.directory().resolve(OUTPUT));
        var start = System.nanoTime();
        for (var target : TARGETS) {
            execute(project, clang(project, program, target, output.resolve("alone.o")));
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private void all(BenchProject project, Path output) throws IOException, InterruptedException {
        var pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            var builds = new ArrayList<Future<?>>();
            for (var target : TARGETS) {
                for (var program : project.programs()) {
                    var object =
                            output.resolve(program.path().replace('/', '_').replaceFirst("\\.c$", "_" + target + ".o"));
                    builds.add(pool.submit(() -> {
                        execute(project, clang(project, program, target, object));
                        execute(project, List.of(objcopy.toString(), "--strip-debug", object.toString()));
                        return object;
                    }));
                }
            }
            for (var build : builds) {
                build.get();
            }
        } catch (ExecutionException failure) {
            throw new IOException(failure.getCause().getMessage(), failure.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private List<String> clang(BenchProject project, BenchProgram program, String target, Path object) {
        var command = new ArrayList<>(List.of(
                clang.toString(),
                "--target=" + target,
                "-mcpu=v3",
                "-O2",
                "-g",
                "-c",
                "-nostdlibinc",
                "--no-default-config"));
        command.addAll(List.of("-I" + BenchProject.SOURCES, "-idirafter", headers.toString()));
        command.addAll(program.flags(BenchProject.SOURCES));
        command.addAll(List.of("-o", object.toString(), BenchProject.SOURCES + "/" + program.path()));
        return command;
    }

    private static void execute(BenchProject project, List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(project.directory().toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var status = process.waitFor();
        if (status != 0) {
            throw new IOException(String.join(" ", command) + "\nended with status " + status + ":\n" + output);
        }
    }
}
