package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.toolchain.LlvmHome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Paths of Windows")
final class WindowsPathsTest {
    private final FileSystem windows = Jimfs.newFileSystem(Configuration.windows());
    private final Path base = windows.getPath("C:\\Users\\Jo Doe\\my project");
    private final ProjectPaths paths = new ProjectPaths(base, base.resolve("src\\main\\bpf"));
    private final SearchPath searchPath = new SearchPath(
            List.of(base.resolve("include"), windows.getPath("D:\\shared\\headers"), windows.getPath("C:\\sdk")),
            List.of(base.resolve("target\\bpf\\headers")));

    @AfterEach
    void close() throws IOException {
        windows.close();
    }

    @Test
    @DisplayName("below the project have slashes and no drive, also in names of sources")
    void below() {
        assertEquals("src/main/bpf/com/drop.bpf.c", paths.argument(base.resolve("src\\main\\bpf\\com\\drop.bpf.c")));
        assertEquals(".", paths.argument(base));
        assertEquals("src/main/bpf/com/drop.bpf.c", paths.name(new Source("com/drop.bpf.c")));
        assertEquals(
                windows.getPath("C:\\Users\\Jo Doe\\my project\\src\\main\\bpf\\com\\drop.bpf.c"),
                paths.file(new Source("com/drop.bpf.c")));
    }

    @Test
    @DisplayName("of other directories and drives stay absolute, and have names in objects")
    void elsewhere() {
        assertTrue(paths.isOutside(windows.getPath("D:\\Users\\Jo Doe\\my project\\x.h")));
        var outside = new ProjectPaths(base, windows.getPath("E:\\bpf"));
        assertEquals("bpf/drop.bpf.c", outside.name(new Source("drop.bpf.c")));
        var names = new DirectoryNames(outside, searchPath)
                .all().stream()
                        .map(named -> named.argument() + " -> " + named.name())
                        .toList();
        assertEquals(
                List.of(
                        "C:\\Users\\Jo Doe\\my project -> .",
                        "E:\\bpf -> bpf",
                        "D:\\shared\\headers -> include1",
                        "C:\\sdk -> include2",
                        "target/bpf/headers -> bpf-headers"),
                names);
    }

    @Test
    @DisplayName("reach clang whole: blanks, backslashes and drives, one map for each root")
    void whole() {
        var arguments = arguments();
        assertEquals(
                List.of("-Iinclude", "-ID:\\shared\\headers", "-IC:\\sdk"),
                arguments.stream().filter(argument -> argument.startsWith("-I")).toList());
        assertEquals(
                List.of(
                        "-ffile-prefix-map=./=",
                        "-ffile-prefix-map=C:\\Users\\Jo Doe\\my project=.",
                        "-ffile-prefix-map=C:\\llvm=llvm",
                        "-ffile-prefix-map=D:\\shared\\headers=include1",
                        "-ffile-prefix-map=C:\\sdk=include2",
                        "-ffile-prefix-map=target/bpf/headers=bpf-headers",
                        "-ffile-prefix-map=./target/bpf/headers=bpf-headers"),
                arguments.stream()
                        .filter(argument -> argument.startsWith("-ffile-prefix-map="))
                        .toList());
        assertEquals("src/main/bpf/drop.bpf.c", arguments.get(arguments.size() - 1));
        assertEquals("target/bpf/drop.bc", arguments.get(arguments.indexOf("-o") + 1));
    }

    @Test
    @DisplayName("stand in response files as clang reads them: backslashes doubled, in quotes")
    void responseFile() {
        assertEquals(
                """
                -O2
                "-ID:\\\\shared\\\\my headers"
                "-DTEXT=\\"a\\""
                src/drop.bpf.c
                """, ResponseFile.text(List.of("-O2", "-ID:\\shared\\my headers", "-DTEXT=\"a\"", "src/drop.bpf.c")));
    }

    @Test
    @DisplayName("of a hundred directories are longer than Windows lets a command line be, which a file is there for")
    void longCommandLine() {
        var many = new ArrayList<Path>();
        for (var number = 0; number < 200; number++) {
            many.add(windows.getPath("D:\\a\\rather\\long\\directory\\of\\headers\\of\\a\\vendor\\number-" + number));
        }
        var all = new SearchPath(many, List.of());
        var unit = unit();
        var list = new ClangArguments(paths, all, new DirectoryNames(paths, all)).of(unit, unit.dependencyFile());
        assertTrue(String.join(" ", list).length() > 32_767 / 2, "not long");
        assertEquals(list.size(), ResponseFile.text(list).lines().count());
    }

    private List<String> arguments() {
        var llvm = new LlvmHome(
                windows.getPath("C:\\llvm"),
                windows.getPath("C:\\llvm\\bin\\clang.exe"),
                "20.1.7",
                "x",
                Optional.empty());
        return new ClangArguments(paths, searchPath, new DirectoryNames(paths, searchPath, llvm))
                .of(unit(), unit().dependencyFile());
    }

    private CompileUnit unit() {
        return new CompileUnit(
                new Source("drop.bpf.c"),
                new CompileTarget(BpfTarget.BPFEL, Optional.empty()),
                new CompilerFlags("2", "v3", List.of(), List.of()),
                base.resolve("target\\bpf\\drop.bc"));
    }
}
