package io.github.bpfmaven.plugin.build;

import java.nio.file.Path;
import java.util.List;

import io.github.bpfmaven.plugin.compile.CompileTarget;
import io.github.bpfmaven.plugin.compile.CompilerFlags;
import io.github.bpfmaven.plugin.compile.FlagOverride;
import io.github.bpfmaven.plugin.compile.ProjectPaths;
import io.github.bpfmaven.plugin.toolchain.ToolchainRequest;

/**
 * All that one build of a module's BPF programs depends on.
 *
 * @param layout where things are and go
 * @param includes which sources are programs: patterns below the source directory
 * @param excludes which files below the source directory are not compiled at all
 * @param includeDirectories the user's headers, absolute
 * @param builtinHeaders whether the plugin's own headers are searched, behind the user's
 * @param precompiledHeaders whether headers that many sources begin with may be precompiled; the objects are the same
 * @param flags for every source
 * @param overrides for some; a later one that matches comes on top of an earlier one
 * @param targets the variants of each object
 * @param links what goes into links beside the sources
 * @param java what the generated classes show
 * @param basePackage Java package of the sources at the top of the source directory
 * @param groupId of the project
 * @param artifactId of the project
 * @param toolchain which LLVM
 */
public record BuildRequest(
        Layout layout,
        List<String> includes,
        List<String> excludes,
        List<Path> includeDirectories,
        boolean builtinHeaders,
        boolean precompiledHeaders,
        CompilerFlags flags,
        List<FlagOverride> overrides,
        List<CompileTarget> targets,
        LinkSettings links,
        JavaSettings java,
        String basePackage,
        String groupId,
        String artifactId,
        ToolchainRequest toolchain) {
    public BuildRequest {
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
        includeDirectories = List.copyOf(includeDirectories);
        overrides = List.copyOf(overrides);
        targets = List.copyOf(targets);
    }

    /**
     * Where things are and go; absolute paths.
     *
     * @param paths the project and its C sources
     * @param workDirectory bitcode and other intermediate files of this execution
     * @param resourceDirectory root of the generated resources
     * @param javaDirectory root of the generated Java
     */
    public record Layout(ProjectPaths paths, Path workDirectory, Path resourceDirectory, Path javaDirectory) {}
}
