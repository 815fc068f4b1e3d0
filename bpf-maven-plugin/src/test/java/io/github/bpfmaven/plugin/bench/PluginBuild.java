package io.github.bpfmaven.plugin.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Runs the goal through Maven, as a user does. */
final class PluginBuild {
    private final Path maven;
    private final MavenRepository repository;
    private final Path toolchainCache;
    private final List<String> more;
    private final Meter meter = new Meter();

    /**
     * @param maven the command
     * @param toolchainCache where LLVM is unpacked
     * @param more arguments for Maven
     */
    PluginBuild(Path maven, MavenRepository repository, Path toolchainCache, List<String> more) {
        this.maven = maven;
        this.repository = repository;
        this.toolchainCache = toolchainCache;
        this.more = List.copyOf(more);
    }

    /** Runs {@code bpf:compile} with some arguments. */
    Run run(BenchProject project, String... arguments) throws IOException, InterruptedException {
        var log = project.directory().resolve("maven.log");
        var usage = meter.measure(() -> maven(project.directory(), log, List.of(), goal(arguments)));
        return new Run(usage, GoalClock.seconds(Files.readAllLines(log)));
    }

    /** How many processes Maven's JVM starts, which Java's flight recorder knows; not measured, as recording takes time. */
    int processesStarted(BenchProject project, String... arguments) throws IOException, InterruptedException {
        var recording = project.directory().resolve("maven.jfr");
        Files.deleteIfExists(recording);
        maven(
                project.directory(),
                project.directory().resolve("maven.log"),
                List.of("-XX:StartFlightRecording=settings=default,filename=" + recording),
                goal(arguments));
        return (int) RecordingFile.readAllEvents(recording).stream()
                .map(RecordedEvent::getEventType)
                .filter(type -> type.getName().equals("jdk.ProcessStart"))
                .count();
    }

    /** Writes a header with all types of some BTF into a directory that has a POM with the plugin. */
    void vmlinux(Path directory, Path header, Path btf) throws IOException, InterruptedException {
        maven(
                directory,
                directory.resolve("maven.log"),
                List.of(),
                List.of("bpf:vmlinux", "-Dbpf.vmlinux.btf=" + btf, "-Dbpf.vmlinux.output=" + header));
    }

    private static List<String> goal(String... arguments) {
        return Stream.concat(Stream.of(arguments), Stream.of("bpf:compile")).toList();
    }

    private void maven(Path directory, Path log, List<String> options, List<String> arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(maven.toString(), "-B"));
        command.addAll(repository.arguments());
        command.add("-Dbpf.cacheDirectory=" + toolchainCache);
        command.addAll(more);
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .put(
                        "MAVEN_OPTS",
                        String.join(
                                " ",
                                Stream.of(userOptions(), GoalClock.mavenOptions(), options)
                                        .flatMap(List::stream)
                                        .toList()));
        builder.environment().remove("MAVEN_ARGS");
        var status = builder.start().waitFor();
        if (status != 0) {
            throw new IllegalStateException(String.join(" ", command) + "\nin " + directory + " ended with status "
                    + status + ":\n" + Files.readString(log));
        }
    }

    /** Such as the size of the heap. */
    private static List<String> userOptions() {
        return Optional.ofNullable(System.getenv("MAVEN_OPTS")).stream().toList();
    }

    /**
     * @param usage of all of Maven
     * @param goal seconds that the goal took
     */
    record Run(Usage usage, double goal) {}
}
