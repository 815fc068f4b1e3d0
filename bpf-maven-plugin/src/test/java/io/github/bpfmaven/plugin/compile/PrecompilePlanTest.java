package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.linker.BpfTarget;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("The plan of what to precompile")
final class PrecompilePlanTest {
    private static final CompileTarget BPFEL = new CompileTarget(BpfTarget.BPFEL, Optional.empty());
    private static final CompileTarget BPFEB = new CompileTarget(BpfTarget.BPFEB, Optional.empty());
    private static final String LARGE = "/*" + "x".repeat(3_000_000) + "*/\n";

    private @TempDir Path base = Path.of("");
    private final List<CompileUnit> units = new ArrayList<>();

    @BeforeEach
    void headers() throws IOException {
        write("include/types.h", "#include \"more/large.h\"\n");
        write("include/more/large.h", LARGE);
        write("include/small.h", "int small;\n");
    }

    @Test
    @DisplayName("is one header for the sources that begin with a large one, each with what they all have in common")
    void common() throws IOException {
        sources(6, "a", "#include <types.h>\n#include <small.h>\n#include <other.h>\n");
        sources(4, "b", "// b\n#include <types.h>\n#include <small.h>\nint x;\n");
        sources(3, "c", "#include <small.h>\n#include <types.h>\n");
        sources(3, "d", "#define BEFORE\n#include <types.h>\n");

        assertEquals(List.of("<types.h> <small.h> of 10 sources for bpfel"), plan(units));
    }

    @Test
    @DisplayName("is the shorter beginning where more sources share it, and two headers where two are large")
    void lengths() throws IOException {
        write("include/second.h", LARGE);
        sources(20, "a", "#include <types.h>\n#include <small.h>\n");
        sources(20, "b", "#include <types.h>\n");
        assertEquals(List.of("<types.h> of 40 sources for bpfel"), plan(units));

        units.clear();
        sources(30, "a", "#include <types.h>\n#include <second.h>\n");
        sources(3, "b", "#include <types.h>\n");
        sources(10, "c", "#include <second.h>\n");
        assertEquals(
                List.of("<types.h> <second.h> of 30 sources for bpfel", "<second.h> of 10 sources for bpfel"),
                plan(units));
    }

    @Test
    @DisplayName("is nothing for a few sources, or for small headers")
    void doesNotPay() throws IOException {
        sources(3, "a", "#include <types.h>\n");
        sources(50, "b", "#include <small.h>\n");
        sources(50, "c", "#include <nowhere.h>\n");
        assertEquals(List.of(), plan(units));
    }

    @Test
    @DisplayName("keeps targets and flags apart, and does without where the user's arguments are in the way")
    void flags() throws IOException {
        sources(8, "a", "#include <types.h>\n");
        var mixed = Stream.of(
                        units.stream(),
                        units.stream().map(unit -> with(unit, BPFEB, List.of("-Wall"))),
                        units.stream().limit(3).map(unit -> with(unit, BPFEB, List.of("-DA"))),
                        units.stream().map(unit -> with(unit, BPFEL, List.of("-include", "config.h"))))
                .flatMap(stream -> stream)
                .toList();
        assertEquals(List.of("<types.h> of 8 sources for bpfel", "<types.h> of 8 sources for bpfeb"), plan(mixed));
    }

    @Test
    @DisplayName("takes a quoted header for the same only where it is the same file by the same name")
    void quoted() throws IOException {
        write("bpf/one/types.h", LARGE);
        sources(6, "one/a", "#include \"types.h\"\n");
        sources(6, "two/b", "#include \"types.h\"\n");
        sources(6, "c", "#include \"one/types.h\"\n");
        assertEquals(
                List.of("\"bpf/one/types.h\" of 12 sources for bpfel", "\"types.h\" of 6 sources for bpfel"),
                plan(units));
    }

    @Test
    @DisplayName("leaves a quoted header alone that would be another one seen from the project's directory")
    void shadowed() throws IOException {
        write("types.h", "int other;\n");
        sources(9, "a", "#include \"types.h\"\n");
        sources(9, "b", "#include \"./small.h\"\n#include <types.h>\n");
        assertEquals(List.of(), plan(units));
    }

    private List<String> plan(List<CompileUnit> of) throws IOException {
        var paths = new ProjectPaths(base, base.resolve("bpf"));
        var searchPath = new SearchPath(List.of(base.resolve("include")), List.of());
        return new PrecompilePlan(paths, searchPath, new PrecompiledGain(1))
                .of(of).stream().map(PrecompiledGroup::toString).toList();
    }

    private void sources(int count, String name, String text) throws IOException {
        for (var number = 0; number < count; number++) {
            var path = name + number + ".bpf.c";
            write("bpf/" + path, text);
            units.add(new CompileUnit(
                    new Source(path), BPFEL, new CompilerFlags("2", "v3", List.of(), List.of()), base.resolve(path)));
        }
    }

    private static CompileUnit with(CompileUnit unit, CompileTarget target, List<String> arguments) {
        return new CompileUnit(
                unit.source(), target, new CompilerFlags("2", "v3", List.of(), arguments), unit.bitcode());
    }

    private void write(String name, String text) throws IOException {
        var file = base.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
