package io.github.bpfmaven.plugin.mojo;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

import javax.inject.Inject;

import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

import io.github.bpfmaven.header.HeaderOptions;
import io.github.bpfmaven.plugin.build.BuildFailedException;
import io.github.bpfmaven.plugin.build.HeaderBuild;
import io.github.bpfmaven.plugin.build.HeaderRequest;
import io.github.bpfmaven.plugin.build.HeaderSource;
import io.github.bpfmaven.plugin.compile.CompileTarget;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.compile.PackedKernel;

/**
 * Writes {@code vmlinux.h}, a C header with the types of a kernel, from its BTF: to be run by hand and checked in. Needs no
 * LLVM and no project; in one that has the plugin:
 *
 * <pre>{@code mvn bpf:vmlinux -Dbpf.vmlinux.kernelTypes=task_struct,mm_struct}</pre>
 *
 * @since 0.1.0
 */
@Mojo(name = "vmlinux", requiresProject = false, threadSafe = true)
public final class VmlinuxMojo extends AbstractMojo {
    private static final String RUNNING_KERNEL = "/sys/kernel/btf/vmlinux";

    /**
     * Skips this plugin's goals. Nothing is looked up, resolved or written.
     * Example: {@code -Dbpf.skip}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.skip", defaultValue = "false")
    boolean skip;

    /**
     * The file with the types: raw BTF, as kernels show it in {@code /sys/kernel/btf}, or an ELF file with a section
     * {@code .BTF}, such as a {@code vmlinux} or a module. Default: the BTF of the kernel that Maven runs on,
     * {@code /sys/kernel/btf/vmlinux}.
     * Example: {@code -Dbpf.vmlinux.btf=vmlinux-5.15}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.vmlinux.btf")
    @Nullable
    File btf;

    /**
     * Takes the types that come with the plugin instead of a file's: on every host, for a target as {@code <targets>} names
     * it ({@code amd64}, {@code arm64}, {@code s390x}; {@code bpfel} and {@code bpfeb} stand for the first and the last).
     * These have all types and kfuncs, but no other functions.
     * Example: {@code -Dbpf.vmlinux.packed=arm64}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.vmlinux.packed")
    @Nullable
    String packed;

    /**
     * The file with the types that those of a module go on from: its kernel's. Not needed for a loaded module in
     * {@code /sys/kernel/btf}.
     * Example: {@code -Dbpf.vmlinux.base=/sys/kernel/btf/vmlinux}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.vmlinux.base")
    @Nullable
    File base;

    /**
     * The header.
     * Example: {@code -Dbpf.vmlinux.output=src/main/bpf/task.h}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.vmlinux.output", defaultValue = "${basedir}/src/main/bpf/vmlinux.h")
    File output;

    /**
     * Which types to define, with all that they hold: structs, unions, enums and typedefs by name ({@code task_struct},
     * {@code union bpf_attr}), enums also by one of their values. What they only point at is declared and not defined, so a
     * program that follows a pointer names its type here too. (Not the
     * {@code types} of other goals: those are the program's, and become Java.) Default, if {@code kernelFunctions} is empty as well: all types.
     * Example: {@code -Dbpf.vmlinux.kernelTypes=task_struct,sock}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.vmlinux.kernelTypes")
    List<String> kernelTypes = List.of();

    /**
     * Which functions to declare, with what their prototypes need: kfuncs to call, any others for their types. Default, if
     * {@code kernelTypes} is empty as well: all kfuncs.
     * Example: {@code -Dbpf.vmlinux.kernelFunctions=bpf_task_acquire}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.vmlinux.kernelFunctions")
    List<String> kernelFunctions = List.of();

    /**
     * How many pointers to follow from {@code kernelTypes}: the types behind them are defined too. A number or {@code all};
     * {@code all} pulls in a thousand types nearly always.
     * Example: {@code -Dbpf.vmlinux.pointees=1}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.vmlinux.pointees", defaultValue = "0")
    String pointees;

    /**
     * Whether kfuncs are declared.
     * Example: {@code -Dbpf.vmlinux.kfuncs=false}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.vmlinux.kfuncs", defaultValue = "true")
    boolean kfuncs;

    /**
     * Whether all accesses to members are CO-RE relocations. A program can turn this off for itself: it defines
     * {@code BPF_NO_PRESERVE_ACCESS_INDEX} before it includes the header.
     * Example: {@code -Dbpf.vmlinux.preserveAccessIndex=false}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.vmlinux.preserveAccessIndex", defaultValue = "true")
    boolean preserveAccessIndex;

    private final HeaderBuild build;

    @Inject
    VmlinuxMojo(HeaderBuild build) {
        this.build = build;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped: bpf.skip is set");
            return;
        }
        try {
            build.run(new HeaderRequest(
                    packed == null ? file() : packed(packed),
                    output.toPath(),
                    HeaderOptions.everything()
                            .withTypes(kernelTypes)
                            .withFunctions(kernelFunctions)
                            .withPointees(pointers())
                            .withKfuncs(kfuncs)
                            .withPreserveAccessIndex(preserveAccessIndex)));
        } catch (BuildFailedException | InvalidConfigurationException failure) {
            throw new MojoFailureException(failure.getMessage(), failure);
        } catch (IOException failure) {
            throw new MojoExecutionException(AbstractObjectMojo.describe(failure), failure);
        }
    }

    private HeaderSource file() throws MojoExecutionException {
        var types = btf == null ? new File(RUNNING_KERNEL) : btf;
        requireFile(types, "btf");
        if (base != null) {
            requireFile(base, "base");
        }
        return new HeaderSource.KernelFile(
                types.toPath(),
                Optional.ofNullable(base).map(File::toPath),
                Optional.ofNullable(System.getProperty("os.version")));
    }

    private HeaderSource packed(String target) throws InvalidConfigurationException {
        if (btf != null || base != null) {
            throw new InvalidConfigurationException("<packed> and <btf> or <base> are set: the types of '" + target
                    + "' come with the plugin, not from a file. Leave one of them out");
        }
        return new HeaderSource.Packed(PackedKernel.of(
                        CompileTarget.parse(List.of(target)).get(0))
                .orElseThrow(() -> new InvalidConfigurationException("<packed> is '" + target
                        + "': no kernel's types come with the plugin for that; there are amd64, arm64 and s390x")));
    }

    private static void requireFile(File file, String parameter) throws MojoExecutionException {
        if (file.isFile()) {
            return;
        }
        throw new MojoExecutionException(
                file.getPath().equals(RUNNING_KERNEL)
                        ? "There is no " + RUNNING_KERNEL + ": " + System.getProperty("os.name")
                                + " shows no BTF, as Linux does with CONFIG_DEBUG_INFO_BTF=y. Set -Dbpf.vmlinux.packed=amd64 (or"
                                + " arm64, s390x) for the types that come with the plugin; or copy that file from a machine"
                                + " that has it, or take a vmlinux, and set -Dbpf.vmlinux.btf"
                        : "There is no file " + file + ": set <" + parameter + "> to raw BTF or an ELF file with BTF");
    }

    private int pointers() throws MojoFailureException {
        if (pointees.equals("all")) {
            return HeaderOptions.ALL_POINTEES;
        }
        if (!pointees.matches("[0-9]{1,9}")) {
            throw new MojoFailureException("<pointees> is '" + pointees + "': a number of pointers, or all");
        }
        return Integer.parseInt(pointees);
    }
}
