package io.github.bpfmaven.plugin.build;

import java.nio.file.Path;
import java.util.List;

/**
 * All that the minimal BTF of a module depends on.
 *
 * @param kernels BTF of kernels: files, and directories with files {@code *.btf} somewhere below them; absolute
 * @param objectDirectory where the objects are, absolute
 * @param includes which they are: patterns below that directory
 * @param excludes which are left out
 * @param workDirectory holds the list of what the last build left, absolute
 * @param resourceDirectory root of the generated resources, absolute
 * @param classesDirectory where Maven copies resources to, absolute
 * @param basePackage Java package in which the files become resources
 * @param groupId of the project
 * @param artifactId of the project
 */
public record MinCoreBtfRequest(
        List<Path> kernels,
        Path objectDirectory,
        List<String> includes,
        List<String> excludes,
        Path workDirectory,
        Path resourceDirectory,
        Path classesDirectory,
        String basePackage,
        String groupId,
        String artifactId) {
    public MinCoreBtfRequest {
        kernels = List.copyOf(kernels);
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
    }
}
