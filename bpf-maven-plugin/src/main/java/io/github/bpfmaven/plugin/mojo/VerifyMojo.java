package io.github.bpfmaven.plugin.mojo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import javax.inject.Inject;

import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.config.KernelParameters;
import io.github.bpfmaven.plugin.config.TestParameters;
import io.github.bpfmaven.plugin.verify.KernelChoice;
import io.github.bpfmaven.plugin.verify.KernelChoice.WhenAbsent;
import io.github.bpfmaven.plugin.verify.ProgramTest;
import io.github.bpfmaven.plugin.verify.Verification;
import io.github.bpfmaven.plugin.verify.VerifyException;
import io.github.bpfmaven.plugin.verify.VerifyRequest;

/**
 * Asks the kernel's verifier about each program of the project: this machine's kernel, where it lets this process load
 * programs, and any others, which are started in virtual machines. Programs can be run as well ({@code <tests>}), and what
 * kernels said before is compared ({@code <baseline>}). Needs no LLVM and, for objects that are named, no project:
 *
 * <pre>{@code mvn bpf:verify -Dbpf.verify.objects=agent.jar}</pre>
 *
 * @since 0.1.0
 */
@Mojo(name = "verify", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public final class VerifyMojo extends AbstractMojo {
    /**
     * Skips this plugin's goals. Nothing is looked up, resolved or written.
     * Example: {@code -Dbpf.skip}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.skip", defaultValue = "false")
    boolean skip;

    /**
     * Skips this goal alone.
     * Example: {@code -Dbpf.verify.skip}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.verify.skip", defaultValue = "false")
    boolean skipVerify;

    /**
     * An object, a jar with objects in it, or a directory with objects somewhere below it. Default: what the project has
     * built.
     * Example: {@code -Dbpf.verify.objects=agent.jar}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.verify.objects")
    @Nullable
    File objects;

    /**
     * Whether this machine's kernel is asked: {@code true}, {@code false}, or {@code auto}, which asks it if it lets this
     * process load programs (root, or {@code CAP_BPF} with {@code CAP_PERFMON} and {@code CAP_NET_ADMIN}), and says so if not.
     * Example: {@code -Dbpf.verify.local=false}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.verify.local", defaultValue = "auto")
    String local;

    /**
     * Kernels that are started in virtual machines and asked as well: {@code <kernel>} with {@code <image>}, and perhaps
     * {@code <name>}, {@code <memory>} in MiB and {@code <config>}.
     * Example: {@code <kernels><kernel><image>kernels/bzImage-5.10</image></kernel></kernels>}.
     *
     * @since 0.1.0
     */
    @Parameter
    List<KernelParameters> kernels = List.of();

    /**
     * The same from the command line: files with kernels, parted by commas.
     * Example: {@code -Dbpf.verify.images=bzImage-5.10,bzImage-6.1}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.verify.images")
    List<File> images = List.of();

    /**
     * What happens where a virtual machine can't be started: {@code fail}, or {@code skip} with a warning.
     * Example: {@code -Dbpf.verify.unavailable=skip}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.verify.unavailable", defaultValue = "fail")
    String unavailable;

    /**
     * Programs that are run on each kernel, and what is to come of it: {@code <test>} with {@code <object>},
     * {@code <program>}, {@code <packet>}, {@code <returns>}, and elements of maps in {@code <before>} and {@code <after>}.
     * Example: {@code <tests><test><program>drop</program><packet>ffffffffffff</packet><returns>1</returns></test></tests>}.
     *
     * @since 0.1.0
     */
    @Parameter
    List<TestParameters> tests = List.of();

    /**
     * What kernels said before, to be checked in. Need not be there: then a program that is refused fails the build.
     * Example: {@code -Dbpf.verify.baseline=verified.txt}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.verify.baseline", defaultValue = "${basedir}/src/main/bpf-verified.txt")
    File baseline;

    /**
     * Writes the baseline in place of comparing with it.
     * Example: {@code -Dbpf.verify.update}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.verify.update", defaultValue = "false")
    boolean update;

    /**
     * By how many per cent the instructions that the verifier goes through for a program may grow over the baseline.
     * Example: {@code -Dbpf.verify.growth=25}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.verify.growth", defaultValue = "10")
    int growth;

    /**
     * Where {@code verify.json}, {@code verify.txt} and {@code TEST-bpf-verify.xml} are written. Default:
     * {@code bpf-verify} in the build directory, without a project {@code target/bpf-verify}.
     * Example: {@code -Dbpf.verify.reportDirectory=target/verified}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.verify.reportDirectory")
    @Nullable
    File reportDirectory;

    /**
     * Where the project's objects are.
     * Example: {@code -Dbpf.verify.objectDirectory=target/objects}.
     *
     * @since 0.1.0
     */
    @Parameter(
            property = "bpf.verify.objectDirectory",
            defaultValue = "${project.build.directory}/generated-resources/bpf")
    File objectDirectory;

    /** The project's jar. */
    @Parameter(defaultValue = "${project.build.directory}/${project.build.finalName}.jar", readonly = true)
    File jar;

    /** Maven has one of its own where there is none here, without a directory. */
    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    MavenProject project;

    /** The project's directory, or the current one. */
    @Parameter(defaultValue = "${basedir}", readonly = true, required = true)
    File directory;

    private final Verification verification;

    @Inject
    VerifyMojo(Verification verification) {
        this.verification = verification;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip || skipVerify) {
            getLog().info("Skipped: " + (skip ? "bpf.skip" : "bpf.verify.skip") + " is set");
            return;
        }
        if (objects == null && !objectDirectory.exists() && !jar.exists()) {
            if (project.getBasedir() == null) {
                throw new MojoFailureException(
                        "There is no project here: name an object (.o), a jar with objects in it, or"
                                + " a directory, with -Dbpf.verify.objects=FILE");
            }
            // Most modules of a reactor have no programs.
            getLog().info("No objects here: neither " + objectDirectory + " nor " + jar + " is there");
            return;
        }
        try {
            verification.run(request());
        } catch (VerifyException failure) {
            throw new MojoFailureException(failure.getMessage(), failure);
        } catch (InvalidConfigurationException failure) {
            throw new MojoExecutionException(failure.getMessage(), failure);
        } catch (IOException failure) {
            throw new MojoExecutionException(AbstractObjectMojo.describe(failure), failure);
        }
    }

    private VerifyRequest request() throws InvalidConfigurationException {
        if (growth < 0) {
            throw new InvalidConfigurationException("<growth> is " + growth + ": say by how many per cent, 0 or more");
        }
        var asked = new ArrayList<ProgramTest>();
        for (var test : tests) {
            asked.add(test.toTest());
        }
        return new VerifyRequest(
                objects == null ? List.of(objectDirectory.toPath(), jar.toPath()) : List.of(objects.toPath()),
                choices(),
                asked,
                new VerifyRequest.BaselineRequest(baseline.toPath(), update, growth),
                reports());
    }

    private Path reports() {
        if (reportDirectory != null) {
            return reportDirectory.toPath();
        }
        return project.getBasedir() == null
                ? directory.toPath().resolve("target/bpf-verify")
                : Path.of(project.getBuild().getDirectory(), "bpf-verify");
    }

    private List<KernelChoice> choices() throws InvalidConfigurationException {
        var choices = new ArrayList<KernelChoice>();
        switch (local.toLowerCase(Locale.ROOT)) {
            case "auto" -> choices.add(new KernelChoice.ThisMachine(WhenAbsent.SKIP));
            case "true" -> choices.add(new KernelChoice.ThisMachine(WhenAbsent.FAIL));
            case "false" -> {}
            default -> throw new InvalidConfigurationException("<local> is '" + local + "': say true, false or auto");
        }
        var absent = switch (unavailable.toLowerCase(Locale.ROOT)) {
            case "fail" -> WhenAbsent.FAIL;
            case "skip" -> WhenAbsent.SKIP;
            default ->
                throw new InvalidConfigurationException("<unavailable> is '" + unavailable + "': say fail or skip");
        };
        for (var kernel : kernels) {
            choices.add(kernel.toChoice(absent));
        }
        for (var image : images) {
            var kernel = new KernelParameters();
            kernel.setImage(image);
            choices.add(kernel.toChoice(absent));
        }
        if (choices.isEmpty()) {
            throw new InvalidConfigurationException(
                    "no kernel is to be asked: leave out <local>false</local>, or name a <kernel>");
        }
        return choices;
    }
}
