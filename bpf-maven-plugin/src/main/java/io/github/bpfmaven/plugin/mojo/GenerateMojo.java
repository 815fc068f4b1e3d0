package io.github.bpfmaven.plugin.mojo;

import java.io.File;
import java.io.IOException;
import java.util.List;

import javax.inject.Inject;

import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

import io.github.bpfmaven.plugin.build.BuildFailedException;
import io.github.bpfmaven.plugin.build.BuildResult;
import io.github.bpfmaven.plugin.build.GenerateRequest;
import io.github.bpfmaven.plugin.build.PrebuiltObjects;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.scaffold.ScaffoldException;

/**
 * Packs objects that are there already, made by any tool, as {@code bpf:compile} packs those that it makes; and generates the
 * same Java from them. Needs no LLVM.
 *
 * @since 0.1.0
 */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class GenerateMojo extends AbstractObjectMojo {
    /**
     * Where the objects are. {@code drop_bpfel.o} and {@code drop_bpfeb.o}, and with an architecture
     * {@code drop_x86_bpfel.o}, become one class {@code DropBpf}; so does {@code drop.o} or {@code drop.bpf.o}, for the byte
     * order that it has.
     * Example: {@code -Dbpf.generate.objectDirectory=target/objects}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.generate.objectDirectory", defaultValue = "${project.basedir}/src/main/bpf")
    File objectDirectory;

    /**
     * Which files are objects: patterns below the directory.
     * Example: {@code -Dbpf.generate.includes=*_bpfel.o,*_bpfeb.o}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.generate.includes", defaultValue = "**/*.o")
    List<String> includes;

    /**
     * Which files are left out.
     * Example: {@code -Dbpf.generate.excludes=test/**}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.generate.excludes")
    List<String> excludes = List.of();

    /**
     * Root of the generated Java classes.
     * Example: {@code -Dbpf.javaDirectory=target/bpf-java}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.javaDirectory", defaultValue = "${project.build.directory}/generated-sources/bpf")
    File javaDirectory;

    /**
     * Root of the objects, which become resources.
     * Example: {@code -Dbpf.resourceDirectory=target/bpf-objects}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.resourceDirectory", defaultValue = "${project.build.directory}/generated-resources/bpf")
    File resourceDirectory;

    /**
     * Whether {@code META-INF/bpf/objects.json} goes into the jar: what each object is, and what it was built from.
     * Example: {@code -Dbpf.provenance=false}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.provenance", defaultValue = "true")
    boolean provenance;

    private final PrebuiltObjects objects;

    @Inject
    GenerateMojo(PrebuiltObjects objects) {
        this.objects = objects;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped: bpf.skip is set");
            return;
        }
        try {
            if (objects.run(request()) instanceof BuildResult.Built) {
                register(javaDirectory, resourceDirectory);
            } else {
                getLog().warn("No BPF objects: " + objectDirectory
                        + (objectDirectory.isDirectory() ? " has no " + String.join(", ", includes) : " does not exist")
                        + ". Put an object there, or set <objectDirectory> or <includes>");
            }
        } catch (InvalidConfigurationException | ScaffoldException | BuildFailedException failure) {
            throw new MojoFailureException(failure.getMessage(), failure);
        } catch (IOException failure) {
            throw new MojoExecutionException(describe(failure), failure);
        }
    }

    private GenerateRequest request() throws InvalidConfigurationException {
        return new GenerateRequest(
                objectDirectory.toPath(),
                includes,
                excludes,
                executionDirectory(),
                resourceDirectory.toPath(),
                javaDirectory.toPath(),
                classesDirectory.toPath(),
                classOptions(),
                basePackage(),
                provenance,
                project.getGroupId(),
                project.getArtifactId());
    }
}
