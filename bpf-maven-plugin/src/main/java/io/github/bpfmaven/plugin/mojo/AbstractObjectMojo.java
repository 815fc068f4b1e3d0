package io.github.bpfmaven.plugin.mojo;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;

import javax.lang.model.SourceVersion;

import org.apache.maven.model.Resource;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.scaffold.JavaNames;
import io.github.bpfmaven.plugin.scaffold.TypeSelection;

/** What goals have in common that pack objects and generate Java for them. */
abstract class AbstractObjectMojo extends AbstractBpfMojo {
    /**
     * Java package of the programs at the top of the source directory. A program in a subdirectory is in the package of
     * that directory. Default: the groupId, with what Java doesn't allow in a name replaced by {@code _}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.basePackage")
    @Nullable
    String basePackage;

    /**
     * Structs, unions and enums that become Java beside those that maps and global variables have: names, with {@code *}
     * and {@code ?}; {@code *} for all that the object has.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.types")
    List<String> types = List.of();

    /**
     * Whether the structs, unions and enums of maps and global variables become Java. If not, keys and values are bytes.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.generateTypes", defaultValue = "true")
    boolean generateTypes;

    /**
     * What the names of the generated types begin with: with {@code Raw}, {@code struct traffic} is {@code RawTraffic}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.typePrefix")
    @Nullable
    String typePrefix;

    /**
     * Root of the generated Java classes.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.javaDirectory", defaultValue = "${project.build.directory}/generated-sources/bpf")
    File javaDirectory;

    /**
     * Root of the objects, which become resources.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.resourceDirectory", defaultValue = "${project.build.directory}/generated-resources/bpf")
    File resourceDirectory;

    /** Bitcode, clang's arguments after a failure, unpacked headers. */
    @Parameter(defaultValue = "${project.build.directory}/bpf", readonly = true)
    File workDirectory;

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

    final TypeSelection typeSelection() throws InvalidConfigurationException {
        var prefix = typePrefix == null ? "" : typePrefix;
        if (!prefix.isEmpty() && !SourceVersion.isIdentifier(prefix)) {
            throw new InvalidConfigurationException("<typePrefix> '" + prefix + "' can't begin a Java name");
        }
        if (!generateTypes && !types.isEmpty()) {
            throw new InvalidConfigurationException(
                    "<types> asks for types, and <generateTypes> is false: remove one of them");
        }
        return new TypeSelection(generateTypes, types, prefix);
    }

    /** Where this execution keeps its files. */
    final Path executionDirectory() {
        return workDirectory.toPath().resolve(execution.getExecutionId());
    }

    final void register() {
        project.addCompileSourceRoot(javaDirectory.getPath());
        var registered = project.getResources().stream()
                .anyMatch(other -> resourceDirectory.getPath().equals(other.getDirectory()));
        if (registered) {
            // By another execution, or by a lifecycle that was forked.
            return;
        }
        var resource = new Resource();
        resource.setDirectory(resourceDirectory.getPath());
        // An object with its ${…} replaced would be a broken object.
        resource.setFiltering(false);
        project.addResource(resource);
    }

    static String describe(IOException failure) {
        // The message of a FileSystemException is only the file's name where the kind of exception says the rest.
        return failure instanceof FileSystemException file && file.getReason() == null
                ? file.getFile() + ": " + file.getClass().getSimpleName().replace("Exception", "")
                : String.valueOf(failure.getMessage());
    }
}
