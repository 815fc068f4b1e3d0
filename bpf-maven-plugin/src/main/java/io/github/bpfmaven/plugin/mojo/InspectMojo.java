package io.github.bpfmaven.plugin.mojo;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import javax.inject.Inject;

import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

import io.github.bpfmaven.plugin.inspect.InspectException;
import io.github.bpfmaven.plugin.inspect.InspectRequest;
import io.github.bpfmaven.plugin.inspect.InspectRequest.Format;
import io.github.bpfmaven.plugin.inspect.Inspection;

/**
 * Tells what BPF objects offer and need: programs with what they cost and call, maps with their memory, variables, CO-RE
 * relocations, and so the oldest kernel; or shows the code of one program. Needs no LLVM, no kernel and no project:
 *
 * <pre>{@code mvn bpf:inspect -Dbpf.inspect=agent.jar}</pre>
 *
 * @since 0.1.0
 */
@Mojo(name = "inspect", requiresProject = false, threadSafe = true)
public final class InspectMojo extends AbstractMojo {
    /**
     * Skips this plugin's goals. Nothing is looked up, resolved or written.
     * Example: {@code -Dbpf.skip}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.skip", defaultValue = "false")
    boolean skip;

    /**
     * An object, a jar with objects in it, or a directory with objects somewhere below it. Default: what the project has
     * built.
     * Example: {@code -Dbpf.inspect=agent.jar}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.inspect")
    @Nullable
    File inspect;

    /**
     * {@code text} for people, {@code json} for programs, or {@code cyclonedx} for a software bill of materials.
     * Example: {@code -Dbpf.inspect.format=json}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.inspect.format", defaultValue = "text")
    String format;

    /**
     * The program or subprogram whose code to show, with its source lines, in place of the report.
     * Example: {@code -Dbpf.inspect.program=count_packets}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.inspect.program")
    @Nullable
    String program;

    /**
     * The file to write. Default: the report goes to standard output, beside what Maven says there; {@code mvn -q} leaves
     * it alone there.
     * Example: {@code -Dbpf.inspect.output=target/objects.json}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.inspect.output")
    @Nullable
    File output;

    /**
     * Where the project's objects are: looked into first, before its jar.
     * Example: {@code -Dbpf.inspect.objectDirectory=target/objects}.
     *
     * @since 0.1.0
     */
    @Parameter(
            property = "bpf.inspect.objectDirectory",
            defaultValue = "${project.build.directory}/generated-resources/bpf")
    File objectDirectory;

    /** The project's jar. */
    @Parameter(defaultValue = "${project.build.directory}/${project.build.finalName}.jar", readonly = true)
    File jar;

    /** The whole build. */
    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    MavenSession session;

    private final Inspection inspection;

    @Inject
    InspectMojo(Inspection inspection) {
        this.inspection = inspection;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped: bpf.skip is set");
            return;
        }
        if (inspect == null && session.getProjects().size() > 1 && !objectDirectory.exists() && !jar.exists()) {
            // Most modules of a reactor have no programs.
            getLog().info("No objects here: neither " + objectDirectory + " nor " + jar + " is there");
            return;
        }
        try {
            var report = inspection.run(new InspectRequest(
                    Optional.ofNullable(inspect).map(File::toPath),
                    List.of(objectDirectory.toPath(), jar.toPath()),
                    format(),
                    Optional.ofNullable(program),
                    Optional.ofNullable(output).map(File::toPath)));
            if (output == null) {
                // Not the log: it would put [INFO] in front of each line.
                System.out.print(report);
                System.out.flush();
            } else {
                getLog().info("Wrote " + output);
            }
        } catch (InspectException failure) {
            throw new MojoFailureException(failure.getMessage(), failure);
        } catch (IOException failure) {
            throw new MojoExecutionException(AbstractObjectMojo.describe(failure), failure);
        }
    }

    private Format format() throws MojoFailureException {
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "text" -> Format.TEXT;
            case "json" -> Format.JSON;
            case "cyclonedx" -> Format.CYCLONEDX;
            default ->
                throw new MojoFailureException(
                        "-Dbpf.inspect.format=" + format + ": there are text, json and cyclonedx");
        };
    }
}
