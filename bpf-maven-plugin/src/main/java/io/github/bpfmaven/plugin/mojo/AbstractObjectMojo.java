package io.github.bpfmaven.plugin.mojo;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

import javax.lang.model.SourceVersion;

import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.scaffold.ClassOptions;
import io.github.bpfmaven.plugin.scaffold.TypeSelection;

/** What goals have in common that pack objects and generate Java for them. */
abstract class AbstractObjectMojo extends AbstractResourceMojo {
    /**
     * Structs, unions and enums that become Java beside those that maps and global variables have: names, with {@code *}
     * and {@code ?}; {@code *} for all that the object has.
     * Example: {@code <types><type>event</type><type>flow_*</type></types>}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.types")
    List<String> types = List.of();

    /**
     * Whether the structs, unions and enums of maps and global variables become Java. If not, keys and values are bytes.
     * Example: {@code -Dbpf.generateTypes=false}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.generateTypes", defaultValue = "true")
    boolean generateTypes;

    /**
     * What the names of the generated types begin with: with {@code Raw}, {@code struct traffic} is {@code RawTraffic}.
     * Example: {@code <typePrefix>Raw</typePrefix>}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.typePrefix")
    @Nullable
    String typePrefix;

    /**
     * Whether the generated classes also load their objects into a kernel ({@code CounterBpf.loader()}), with typed maps, variables
     * and events. They need the dependency {@code io.github.bpf-maven:bpf-loader} then.
     * Example: {@code -Dbpf.generateLoader}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.generateLoader", defaultValue = "false")
    boolean generateLoader;

    final ClassOptions classOptions() throws InvalidConfigurationException {
        var prefix = typePrefix == null ? "" : typePrefix;
        if (!prefix.isEmpty() && !SourceVersion.isIdentifier(prefix)) {
            throw new InvalidConfigurationException("<typePrefix> '" + prefix + "' can't begin a Java name");
        }
        if (!generateTypes && !types.isEmpty()) {
            throw new InvalidConfigurationException(
                    "<types> asks for types, and <generateTypes> is false: remove one of them");
        }
        return new ClassOptions(new TypeSelection(generateTypes, types, prefix), generateLoader);
    }

    /** Where this execution keeps its files. */
    final Path executionDirectory() {
        return workDirectory.toPath().resolve(execution.getExecutionId());
    }

    /** Makes sources and resources of the module of what is below these directories. */
    final void register(File javaDirectory, File resourceDirectory) {
        project.addCompileSourceRoot(javaDirectory.getPath());
        addResources(resourceDirectory);
    }
}
