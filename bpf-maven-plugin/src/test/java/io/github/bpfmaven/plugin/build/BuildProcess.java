package io.github.bpfmaven.plugin.build;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.bpfmaven.plugin.cache.ContentCache;
import io.github.bpfmaven.plugin.compile.CompilerLauncher;
import io.github.bpfmaven.plugin.incremental.SharedResults;

/** A build in a process of its own, which can be killed. */
final class BuildProcess {
    private BuildProcess() {}

    /**
     * @param arguments the project's directory, and that of a cache and its size in bytes if there is one; or {@code whole} to have
     *     clang read whole headers; {@code many} for the settings of many programs. A program {@code launcher} in the project's directory is put before clang
     */
    public static void main(String[] arguments) throws Exception {
        var workers = new SharedWorkers();
        var project = new BuildProject(Path.of(arguments[0]), workers);
        if (List.of(arguments).contains("whole")) {
            project.reducedHeaders = false;
        } else if (arguments.length > 1) {
            project.shared = new SharedResults(ContentCache.in(
                    Path.of(arguments[1]), arguments.length > 2 ? Long.parseLong(arguments[2]) : 1L << 30));
        }
        if (List.of(arguments).contains("many")) {
            SnapshotBuildTest.many(project);
        }
        if (Files.isExecutable(project.file("launcher"))) {
            project.launcher =
                    new CompilerLauncher(List.of(project.file("launcher").toString()));
        }
        project.build();
        workers.endIdle();
        System.exit(0);
    }

    static Process start(List<String> arguments) throws IOException {
        var command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dbpf.cacheDirectory=" + System.getProperty("bpf.cacheDirectory", "target/toolchain"),
                "-cp",
                System.getProperty("java.class.path"),
                BuildProcess.class.getName());
        command.command().addAll(arguments);
        return command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(new File(arguments.get(0) + ".log")))
                .start();
    }
}
