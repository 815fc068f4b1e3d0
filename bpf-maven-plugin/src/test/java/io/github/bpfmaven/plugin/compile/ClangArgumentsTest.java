package io.github.bpfmaven.plugin.compile;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.linker.SourceRoot;
import io.github.bpfmaven.toolchain.LlvmHome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The arguments of clang")
final class ClangArgumentsTest {
    private static final Path BASE = Path.of("/somewhere/project");
    private static final LlvmHome LLVM =
            new LlvmHome(Path.of("/opt/llvm"), Path.of("/opt/llvm/bin/clang"), "20.1.7", "x", Optional.empty());
    private static final CompileTarget BPFEB = new CompileTarget(BpfTarget.BPFEB, Optional.empty());

    @Test
    @DisplayName("name nothing by an absolute path but what stands for it, if all is below the project")
    void relative() {
        var arguments = arguments(
                new ProjectPaths(BASE, BASE.resolve("src/main/bpf")),
                new SearchPath(List.of(BASE.resolve("include"), BASE), List.of(BASE.resolve("target/headers"))),
                BPFEB);

        assertEquals("src/main/bpf/com/acme/drop.bpf.c", arguments.get(arguments.size() - 1));
        assertEquals(List.of("-Iinclude", "-I."), startingWith(arguments, "-I"));
        assertEquals("target/headers", arguments.get(arguments.indexOf("-idirafter") + 1));
        assertEquals(
                List.of(
                        "-ffile-prefix-map=./=",
                        "-ffile-prefix-map=/somewhere/project=.",
                        "-ffile-prefix-map=/opt/llvm=llvm",
                        "-ffile-prefix-map=target/headers=bpf-headers",
                        "-ffile-prefix-map=./target/headers=bpf-headers"),
                startingWith(arguments, "-ffile-prefix-map="));
        var others = arguments.stream()
                .filter(argument -> !argument.startsWith("-ffile-prefix-map="))
                .filter(argument -> argument.contains("/somewhere") || argument.contains("/opt"))
                .toList();
        assertEquals(List.of(), others);
    }

    @Test
    @DisplayName("give names to the source directory and to headers that lie elsewhere, and the way back")
    void outside() {
        var paths = new ProjectPaths(BASE, Path.of("/shared/bpf"));
        var searchPath = new SearchPath(
                List.of(Path.of("/usr/include"), Path.of("/opt/include"), Path.of("/shared/bpf")), List.of());

        var arguments = arguments(paths, searchPath, BPFEB);

        assertTrue(arguments.contains("-ffile-prefix-map=/shared/bpf=bpf"));
        assertTrue(arguments.contains("-ffile-prefix-map=/usr/include=include1"));
        assertTrue(arguments.contains("-ffile-prefix-map=/opt/include=include2"));
        assertFalse(arguments.contains("-ffile-prefix-map=/shared/bpf=include3"));
        assertEquals("bpf/com/acme/drop.bpf.c", paths.name(new Source("com/acme/drop.bpf.c")));
        var roots = new DirectoryNames(paths, searchPath, LLVM).sourceRoots();
        assertTrue(roots.contains(new SourceRoot("bpf/", Path.of("/shared/bpf"))), roots::toString);
        assertTrue(roots.contains(new SourceRoot("", BASE)), roots::toString);
    }

    @Test
    @DisplayName("end with the user's, before the files and the list of what is read")
    void userLast() {
        var arguments =
                arguments(new ProjectPaths(BASE, BASE.resolve("bpf")), new SearchPath(List.of(), List.of()), BPFEB);

        var end = arguments.subList(arguments.size() - 9, arguments.size());
        assertEquals(
                List.of(
                        "-DA=1",
                        "-Wall",
                        "-Werror",
                        "-MD",
                        "-MF",
                        "target/drop.bc.d",
                        "-o",
                        "target/drop.bc",
                        "bpf/com/acme/drop.bpf.c"),
                end);
    }

    @Test
    @DisplayName("define the architecture, or what a macro says that needs one")
    void architecture() {
        var paths = new ProjectPaths(BASE, BASE.resolve("bpf"));
        var none = new SearchPath(List.of(), List.of());
        var arm = new CompileTarget(BpfTarget.BPFEL, Optional.of("arm64"));

        assertEquals(List.of("-D__TARGET_ARCH_arm64", "-DA=1"), startingWith(arguments(paths, none, arm), "-D"));
        assertEquals(
                "-D__BPF_TARGET_MISSING=\"GCC error \\\"this macro depends on the architecture:"
                        + " put architectures such as amd64,arm64 into <targets> in place of bpfeb\\\"\"",
                startingWith(arguments(paths, none, BPFEB), "-D").get(0));
    }

    private static List<String> arguments(ProjectPaths paths, SearchPath searchPath, CompileTarget target) {
        var unit = new CompileUnit(
                new Source("com/acme/drop.bpf.c"),
                target,
                new CompilerFlags("2", "v3", List.of("A=1"), List.of("-Wall", "-Werror")),
                BASE.resolve("target/drop.bc"));
        return new ClangArguments(paths, searchPath, new DirectoryNames(paths, searchPath, LLVM))
                .of(unit, unit.dependencyFile());
    }

    private static List<String> startingWith(List<String> arguments, String prefix) {
        return arguments.stream()
                .filter(argument -> argument.startsWith(prefix))
                .collect(Collectors.toList());
    }
}
