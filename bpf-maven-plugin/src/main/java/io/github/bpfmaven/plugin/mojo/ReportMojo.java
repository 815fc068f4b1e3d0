package io.github.bpfmaven.plugin.mojo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import javax.inject.Inject;

import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.reporting.MavenReport;
import org.apache.maven.reporting.MavenReportException;
import org.jspecify.annotations.Nullable;

import io.github.bpfmaven.lint.LintSettings;
import io.github.bpfmaven.plugin.inspect.InspectException;
import io.github.bpfmaven.plugin.report.ReportRequest;
import io.github.bpfmaven.plugin.report.ReportWriter;
import io.github.bpfmaven.plugin.toolchain.MavenToolchains;
import io.github.bpfmaven.plugin.verify.VerifyFile;

/**
 * Writes a page about BPF objects, for people: programs with what they cost, maps with their memory, calls, the oldest kernel and
 * why, warnings. It is one file without scripts. Needs no LLVM, no kernel and no project; in {@code <reporting>} it becomes a
 * part of the site:
 *
 * <pre>{@code mvn bpf:report -Dbpf.report=agent.jar}</pre>
 *
 * @since 0.1.0
 */
@Mojo(name = "report", requiresProject = false, threadSafe = true)
public final class ReportMojo extends AbstractBpfMojo implements MavenReport {
    /**
     * An object, a jar with objects in it, or a directory with objects somewhere below it. Default: what the project has
     * built.
     * Example: {@code -Dbpf.report=agent.jar}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.report")
    @Nullable
    File report;

    /**
     * The file to write. Default: {@code bpf/index.html} in the directory of the site, without a project
     * {@code target/site/bpf/index.html}.
     * Example: {@code -Dbpf.report.output=objects.html}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.report.output")
    @Nullable
    File output;

    /**
     * Where the project's objects are: looked into first, before its jar.
     * Example: {@code -Dbpf.report.objectDirectory=target/classes}.
     *
     * @since 0.1.0
     */
    @Parameter(
            property = "bpf.report.objectDirectory",
            defaultValue = "${project.build.directory}/generated-resources/bpf")
    File objectDirectory;

    /**
     * Which warnings to show, and with which limits: entries as of {@code bpf:compile}.
     * Example: {@code -Dbpf.lint=-long-map-name}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.lint")
    List<String> lint = List.of();

    /** The project's jar. */
    @Parameter(defaultValue = "${project.build.directory}/${project.build.finalName}.jar", readonly = true)
    File jar;

    /** Where {@code bpf:verify} writes its reports, as far as it has its usual directory. */
    @Parameter(defaultValue = "${project.build.directory}/bpf-verify", readonly = true)
    File verifyDirectory;

    /** Where the site is; the site plugin gives another. */
    @Parameter(defaultValue = "${project.reporting.outputDirectory}", readonly = true)
    File siteDirectory;

    private final ReportWriter writer;
    private final MavenToolchains toolchains;

    @Inject
    ReportMojo(ReportWriter writer, MavenToolchains toolchains) {
        this.writer = writer;
        this.toolchains = toolchains;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped: bpf.skip is set");
            return;
        }
        if (report == null && session.getProjects().size() > 1 && !hasObjects()) {
            // Most modules of a reactor have no programs.
            getLog().info("No objects here: neither " + objectDirectory + " nor " + jar + " is there");
            return;
        }
        try {
            var file = output == null ? siteFile() : output.toPath();
            write(file);
            getLog().info("Wrote " + file);
        } catch (InspectException | IllegalArgumentException failure) {
            throw new MojoFailureException(failure.getMessage(), failure);
        } catch (IOException failure) {
            throw new MojoExecutionException(AbstractObjectMojo.describe(failure), failure);
        }
    }

    private void write(Path file) throws InspectException, IOException {
        writer.write(new ReportRequest(
                report == null ? project.getArtifactId() : report.getName(),
                Optional.ofNullable(report).map(File::toPath),
                List.of(objectDirectory.toPath(), jar.toPath()),
                LintSettings.DEFAULT.with(lint),
                verifyDirectory.toPath().resolve(VerifyFile.NAME),
                madeBy(),
                file));
    }

    private List<String> madeBy() {
        var madeBy = new ArrayList<String>();
        madeBy.add("Written by bpf-maven-plugin " + plugin.getVersion() + ".");
        if (report == null) {
            madeBy.add("What builds the project: LLVM "
                    + (toolchain == null ? toolchains.lockName(toolchainRequest()) : "of its own") + ".");
        }
        return madeBy;
    }

    private Path siteFile() {
        // The project that Maven has where there is none is nowhere, and its directories have names with ${} in them.
        var site = project.getBasedir() == null
                ? Path.of(session.getExecutionRootDirectory(), "target", "site")
                : siteDirectory.toPath();
        return site.resolve(getOutputPath() + ".html");
    }

    private boolean hasObjects() {
        return objectDirectory.exists() || jar.exists();
    }

    @Override
    public void generate(Sink sink, Locale locale) throws MavenReportException {
        try {
            write(siteFile());
        } catch (InspectException | IllegalArgumentException | IOException failure) {
            throw new MavenReportException("bpf:report: " + failure.getMessage(), failure);
        }
    }

    @Override
    public boolean canGenerateReport() {
        return !skip && (report != null || hasObjects());
    }

    @Override
    public boolean isExternalReport() {
        // The page has a look of its own, which is the same wherever it is.
        return true;
    }

    @Override
    public String getOutputPath() {
        return "bpf/index";
    }

    /** The older name of {@link #getOutputPath}, which site plugins before 3.20 ask for. */
    @Override
    @Deprecated
    public String getOutputName() {
        return getOutputPath();
    }

    @Override
    public String getCategoryName() {
        return CATEGORY_PROJECT_REPORTS;
    }

    @Override
    public String getName(Locale locale) {
        return "BPF objects";
    }

    @Override
    public String getDescription(Locale locale) {
        return "Programs and maps: what they cost, what they call, which kernel they need.";
    }

    @Override
    public void setReportOutputDirectory(File directory) {
        siteDirectory = directory;
    }

    @Override
    public File getReportOutputDirectory() {
        return siteDirectory;
    }
}
