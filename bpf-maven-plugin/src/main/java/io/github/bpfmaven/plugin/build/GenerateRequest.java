package io.github.bpfmaven.plugin.build;

import java.nio.file.Path;
import java.util.List;

import io.github.bpfmaven.plugin.scaffold.ClassOptions;

/**
 * All that packing a module's prebuilt objects depends on.
 *
 * @param objectDirectory where they are, absolute
 * @param includes which they are: patterns below that directory
 * @param excludes which are left out
 * @param workDirectory holds the list of what the last build left, absolute
 * @param resourceDirectory root of the generated resources, absolute
 * @param javaDirectory root of the generated Java, absolute
 * @param classesDirectory where Maven copies resources to, absolute
 * @param options what the classes are like
 * @param basePackage Java package of the objects at the top of the directory
 * @param provenance whether what objects are goes with them
 * @param groupId of the project
 * @param artifactId of the project
 */
public record GenerateRequest(
        Path objectDirectory,
        List<String> includes,
        List<String> excludes,
        Path workDirectory,
        Path resourceDirectory,
        Path javaDirectory,
        Path classesDirectory,
        ClassOptions options,
        String basePackage,
        boolean provenance,
        String groupId,
        String artifactId) {
    public GenerateRequest {
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
    }
}
