package io.github.bpfmaven.plugin.mojo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.function.Predicate;

import javax.inject.Inject;

import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

import io.github.bpfmaven.plugin.doctor.Doctor;
import io.github.bpfmaven.plugin.doctor.DoctorJson;
import io.github.bpfmaven.plugin.doctor.DoctorReport;
import io.github.bpfmaven.plugin.doctor.DoctorRequest;
import io.github.bpfmaven.plugin.doctor.DoctorText;
import io.github.bpfmaven.plugin.doctor.Status;

/**
 * Examines the surroundings of builds: host, Java, Maven, environment, caches, LLVM, headers, a build of a small program for both
 * byte orders, and this machine's kernel with what it takes. Says what is right, what is not, and what to do about it. Needs no
 * project:
 *
 * <pre>{@code mvn io.github.bpf-maven:bpf-maven-plugin:doctor}</pre>
 *
 * @since 0.1.0
 */
@Mojo(name = "doctor", requiresProject = false, aggregator = true, threadSafe = true)
public final class DoctorMojo extends AbstractBpfMojo {
    /**
     * {@code text} for people or {@code json} for programs. Example: {@code -Dbpf.doctor.format=json}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.doctor.format", defaultValue = "text")
    String format;

    /**
     * The file to write. Default: the report goes to standard output, beside what Maven says there; {@code mvn -q} leaves
     * it alone there. Example: {@code -Dbpf.doctor.output=doctor.json}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.doctor.output")
    @Nullable
    File output;

    /**
     * What makes Maven end with a status other than 0: {@code error}, {@code warning} (or an error), or {@code never}.
     * Example: {@code -Dbpf.doctor.failOn=warning}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.doctor.failOn", defaultValue = "error")
    String failOn;

    /**
     * Whether LLVM is fetched, if it isn't there, and a program is built. Without, nothing is downloaded and no clang is
     * started, unless there is one. Example: {@code -Dbpf.doctor.compile=false}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.doctor.compile", defaultValue = "true")
    boolean compile;

    private final Doctor doctor;

    @Inject
    DoctorMojo(Doctor doctor) {
        this.doctor = doctor;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped: bpf.skip is set");
            return;
        }
        var json = isJson();
        var fails = failing();
        var report = doctor.examine(new DoctorRequest(
                toolchainRequest(),
                pluginIdentity(),
                session.getSystemProperties().getProperty("maven.version", ""),
                compile));
        try {
            write(json ? DoctorJson.of(report) : DoctorText.of(report));
        } catch (IOException failure) {
            throw new MojoExecutionException(AbstractResourceMojo.describe(failure), failure);
        }
        if (fails.test(report)) {
            throw new MojoFailureException(DoctorText.summary(report)
                    + ": the report says what to do about each (bpf.doctor.failOn=never lets Maven succeed)");
        }
    }

    private void write(String text) throws IOException {
        if (output == null) {
            // Not the log: it would put [INFO] in front of each line.
            System.out.print(text);
            System.out.flush();
        } else {
            var file = output.toPath().toAbsolutePath();
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            getLog().info("Wrote " + file);
        }
    }

    private boolean isJson() throws MojoFailureException {
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "text" -> false;
            case "json" -> true;
            default -> throw new MojoFailureException("-Dbpf.doctor.format=" + format + " is neither text nor json");
        };
    }

    private Predicate<DoctorReport> failing() throws MojoFailureException {
        return switch (failOn.toLowerCase(Locale.ROOT)) {
            case "never" -> report -> false;
            case "warning" -> report -> report.worst() != Status.OK;
            case "error" -> report -> report.worst() == Status.ERROR;
            default ->
                throw new MojoFailureException(
                        "-Dbpf.doctor.failOn=" + failOn + " is neither error nor warning nor never");
        };
    }
}
