package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.linker.BpfTarget;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("The order of compiles")
final class CompileOrderTest {
    private @TempDir Path project = Path.of("");

    @Test
    @DisplayName("puts libraries first, and in both parts first what has more to read, headers of headers included")
    void heaviestFirst() throws Exception {
        write("headers/vmlinux.h", "#ifndef V\n" + "struct s;\n".repeat(1000));
        write("headers/common.h", "#include <vmlinux.h>\n#  include \"common.h\"\n");
        write("bpf/small.bpf.c", "int a;\n");
        write("bpf/long.bpf.c", "int a;\n".repeat(100));
        write("bpf/heavy.bpf.c", " # include \"common.h\"\n");
        write("bpf/lib.c", "int b;\n");
        write("bpf/deep/heavier.c", "#include \"near.h\"\nint x = 1;\n");
        write("bpf/deep/near.h", "#include \"../../headers/common.h\"\nint y;\n");
        assertEquals(
                List.of("deep/heavier.c", "lib.c", "heavy.bpf.c", "long.bpf.c", "small.bpf.c"),
                order(List.of("lib.c", "deep/heavier.c"), List.of("small.bpf.c", "long.bpf.c", "heavy.bpf.c")));
    }

    @Test
    @DisplayName("leaves equal ones, and what can't be read, as they are")
    void equal() throws Exception {
        write("bpf/b.bpf.c", "int a;\n#include \"missing.h\"\n");
        write("bpf/a.bpf.c", "int a;\n#include <missing.h>\n");
        assertEquals(
                List.of("b.bpf.c", "a.bpf.c", "none.bpf.c"),
                order(List.of(), List.of("none.bpf.c", "b.bpf.c", "a.bpf.c")));
    }

    private List<String> order(List<String> libraries, List<String> programs) {
        var paths = new ProjectPaths(project, project.resolve("bpf"));
        var search = new SearchPath(List.of(project.resolve("headers")), List.of());
        return new CompileOrder(paths, search)
                .of(units(libraries), units(programs)).stream()
                        .map(unit -> unit.source().path())
                        .toList();
    }

    private List<CompileUnit> units(List<String> sources) {
        var target = new CompileTarget(BpfTarget.BPFEL, Optional.empty());
        return sources.stream()
                .map(path -> new CompileUnit(
                        new Source(path),
                        target,
                        new CompilerFlags("2", "v3", List.of(), List.of()),
                        project.resolve("target").resolve(path + ".bc")))
                .toList();
    }

    private void write(String path, String text) throws IOException {
        var file = project.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
