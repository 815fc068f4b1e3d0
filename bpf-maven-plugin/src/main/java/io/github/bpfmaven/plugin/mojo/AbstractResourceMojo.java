package io.github.bpfmaven.plugin.mojo;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.function.Consumer;

import javax.lang.model.SourceVersion;

import org.apache.maven.model.Resource;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.scaffold.JavaNames;

/** What goals have in common that leave resources in a package of the project. */
abstract class AbstractResourceMojo extends AbstractBpfMojo {
    /**
     * Java package of the programs at the top of the source directory. A program in a subdirectory is in the package of
     * that directory. Default: the groupId, with what Java doesn't allow in a name replaced by {@code _}.
     * Example: {@code <basePackage>com.acme.agent</basePackage>}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.basePackage")
    @Nullable
    String basePackage;

    /** Bitcode, clang's arguments after a failure, unpacked headers. */
    @Parameter(defaultValue = "${project.build.directory}/bpf", readonly = true)
    File workDirectory;

    /** Where resources are copied to, and stay when their sources are gone. */
    @Parameter(defaultValue = "${project.build.outputDirectory}", readonly = true)
    File classesDirectory;

    /** Which of the module's executions this is. */
    @Parameter(defaultValue = "${mojoExecution}", readonly = true)
    MojoExecution execution;

    final String basePackage() throws InvalidConfigurationException {
        if (basePackage == null) {
            return JavaNames.packageName(project.getGroupId());
        }
        if (!SourceVersion.isName(basePackage)) {
            throw new InvalidConfigurationException("<basePackage> '" + basePackage + "' is no Java package name");
        }
        return basePackage;
    }

    /** Makes resources of the module of what is below a directory. */
    final void addResources(File directory) {
        addResources(directory, project.getResources(), project::addResource);
    }

    /** Makes resources of what is below a directory, once: another execution, or a lifecycle that was forked, may have. */
    static void addResources(File directory, List<Resource> before, Consumer<Resource> add) {
        if (before.stream().anyMatch(other -> directory.getPath().equals(other.getDirectory()))) {
            return;
        }
        var resource = new Resource();
        resource.setDirectory(directory.getPath());
        // An object with its ${…} replaced would be a broken object.
        resource.setFiltering(false);
        add.accept(resource);
    }

    static String describe(IOException failure) {
        // The message of a FileSystemException is only the file's name where the kind of exception says the rest.
        return failure instanceof FileSystemException file && file.getReason() == null
                ? file.getFile() + ": " + file.getClass().getSimpleName().replace("Exception", "")
                : String.valueOf(failure.getMessage());
    }
}
