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
import io.github.bpfmaven.plugin.build.MinCoreBtfRequest;
import io.github.bpfmaven.plugin.build.MinCoreBtfs;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;

/**
 * Packs, for kernels that are built without BTF, the little of it that the module's objects need: out of a whole kernel's
 * BTF of some five megabytes, such as BTFHub has it, a few kilobytes. A loader takes the file in place of the kernel's own
 * (libbpf: {@code btf_custom_path}). Needs no LLVM.
 *
 * @since 0.1.0
 */
@Mojo(name = "min-core-btf", defaultPhase = LifecyclePhase.GENERATE_RESOURCES, threadSafe = true)
public final class MinCoreBtfMojo extends AbstractResourceMojo {
    /**
     * The kernels: files with BTF, raw or in an ELF file ({@code vmlinux}), and directories with raw files {@code *.btf}
     * somewhere below them. The minimal BTF has the same name below the same directories, with {@code .btf} at the end.
     * Example: {@code -Dbpf.btfs=kernels/5.4.btf,kernels/4.19}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.btfs", required = true)
    List<File> btfs = List.of();

    /**
     * Where the objects are. Default: where {@code bpf:compile} and {@code bpf:generate} put them.
     * Example: {@code -Dbpf.minCoreBtf.objectDirectory=target/objects}.
     *
     * @since 0.1.0
     */
    @Parameter(
            property = "bpf.minCoreBtf.objectDirectory",
            defaultValue = "${project.build.directory}/generated-resources/bpf")
    File objectDirectory;

    /**
     * Which files are objects: patterns below the directory.
     * Example: {@code -Dbpf.minCoreBtf.includes=com/acme/*.o}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.minCoreBtf.includes", defaultValue = "**/*.o")
    List<String> includes;

    /**
     * Which files are left out.
     * Example: {@code -Dbpf.minCoreBtf.excludes=*_bpfeb.o}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.minCoreBtf.excludes")
    List<String> excludes = List.of();

    /**
     * Root of the files, which become resources.
     * Example: {@code -Dbpf.btfDirectory=target/btf}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.btfDirectory", defaultValue = "${project.build.directory}/generated-resources/bpf-btf")
    File btfDirectory;

    private final MinCoreBtfs minimal;

    @Inject
    MinCoreBtfMojo(MinCoreBtfs minimal) {
        this.minimal = minimal;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped: bpf.skip is set");
            return;
        }
        try {
            if (minimal.run(request()).isEmpty()) {
                getLog().warn("No minimal BTF: " + objectDirectory + " has no object with CO-RE relocations for these"
                        + " kernels. Bind bpf:compile or bpf:generate to an earlier phase, or set <objectDirectory>");
            }
            addResources(btfDirectory);
        } catch (InvalidConfigurationException | BuildFailedException failure) {
            throw new MojoFailureException(failure.getMessage(), failure);
        } catch (IOException failure) {
            throw new MojoExecutionException(describe(failure), failure);
        }
    }

    private MinCoreBtfRequest request() throws InvalidConfigurationException {
        return new MinCoreBtfRequest(
                btfs.stream().map(File::toPath).toList(),
                objectDirectory.toPath(),
                includes,
                excludes,
                // An execution may have several goals, each with a list of its own.
                workDirectory.toPath().resolve(execution.getExecutionId() + ".min-core-btf"),
                btfDirectory.toPath(),
                classesDirectory.toPath(),
                basePackage(),
                project.getGroupId(),
                project.getArtifactId());
    }
}
