package io.github.bpfmaven.plugin.mojo;

import java.io.File;
import java.io.IOException;
import java.util.Optional;

import javax.inject.Inject;

import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

import io.github.bpfmaven.plugin.start.ProjectStart;
import io.github.bpfmaven.plugin.start.StartException;
import io.github.bpfmaven.plugin.start.StartKind;
import io.github.bpfmaven.plugin.start.StartRequest;
import io.github.bpfmaven.plugin.start.StartResult;

/**
 * Writes a project with a BPF program, a Java class that loads it and a test, which {@code mvn package} makes a jar of that runs by
 * itself. Where a POM is already, that stays as it is: the program is put beside it, and what the POM lacks is printed. No file
 * is ever overwritten. Needs no project:
 *
 * <pre>{@code mvn io.github.bpf-maven:bpf-maven-plugin:init -Dbpf.init.kind=xdp}</pre>
 *
 * @since 0.1.0
 */
@Mojo(name = "init", requiresProject = false, aggregator = true, threadSafe = true)
public final class InitMojo extends AbstractMojo {
    /**
     * Skips this plugin's goals. Nothing is looked up, resolved or written. Example: {@code -Dbpf.skip}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.skip", defaultValue = "false")
    boolean skip;

    /**
     * What the program does: {@code tracepoint} reports through a ring buffer what is started on the machine, {@code xdp} and
     * {@code tc} count packets. Example: {@code -Dbpf.init.kind=xdp}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.init.kind", defaultValue = "tracepoint")
    String kind;

    /**
     * Where the project goes; made if it isn't there. Default: the directory that Maven runs in. Example:
     * {@code -Dbpf.init.directory=agent}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.init.directory", defaultValue = "${session.executionRootDirectory}")
    File directory;

    /**
     * The project's groupId. Example: {@code -Dbpf.init.groupId=com.acme}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.init.groupId", defaultValue = "com.example")
    String groupId;

    /**
     * The project's artifactId. Default: the directory's name. Example: {@code -Dbpf.init.artifactId=agent}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.init.artifactId")
    @Nullable
    String artifactId;

    /**
     * The package of its Java. Default: the groupId, with what Java doesn't allow in a name replaced by {@code _}. Example:
     * {@code -Dbpf.init.packageName=com.acme.agent}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.init.packageName")
    @Nullable
    String packageName;

    /** This plugin. */
    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    PluginDescriptor plugin;

    private final ProjectStart start;

    @Inject
    InitMojo(ProjectStart start) {
        this.start = start;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped: bpf.skip is set");
            return;
        }
        try {
            var request = StartRequest.of(
                    directory.toPath().toAbsolutePath().normalize(),
                    StartKind.of(kind),
                    groupId,
                    Optional.ofNullable(artifactId),
                    Optional.ofNullable(packageName),
                    plugin.getVersion());
            report(request, start.run(request));
        } catch (StartException failure) {
            throw new MojoFailureException(failure.getMessage(), failure);
        } catch (IOException failure) {
            throw new MojoExecutionException(AbstractResourceMojo.describe(failure), failure);
        }
    }

    private void report(StartRequest request, StartResult result) {
        result.kept().forEach(file -> getLog().info("Left as it is: " + file));
        result.written().forEach(file -> getLog().info("Wrote " + file));
        if (result.written().stream().anyMatch(file -> file.endsWith("pom.xml"))) {
            getLog().info("Now, in " + request.directory() + ": mvn package, then java -jar target" + File.separator
                    + request.artifactId() + ".jar (README.md says more)");
        }
        if (!result.missing().isEmpty()) {
            getLog().info(
                            "The pom.xml is left as it is. What it lacks, for <build><plugins> and <dependencies> (plainly with mvn -q):");
            // Not the log: it would put [INFO] in front of each line, and this is to be copied.
            result.missing().forEach(System.out::println);
            System.out.flush();
        }
    }
}
