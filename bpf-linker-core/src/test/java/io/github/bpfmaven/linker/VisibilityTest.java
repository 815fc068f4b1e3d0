package io.github.bpfmaven.linker;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static io.github.bpfmaven.linker.Summaries.module;
import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("Nothing outside needs")
final class VisibilityTest {
    private final ModuleSummary program = module("program")
            .defines("program", "helper", "with_default")
            .variable("config", "", true)
            .needs("library")
            .summary();
    private final ModuleSummary library = module("library")
            .defines("library", "memcpy")
            .definesWeakly("with_default")
            .variable("map", ".maps", true)
            .variable("tunable", "", true)
            .summary();

    @Test
    @DisplayName("in C mode: functions of libraries; variables, maps and what the program defines stay")
    void cMode() {
        assertEquals(Set.of("library"), internal(SymbolOptions.DEFAULT));
    }

    @Test
    @DisplayName("in C mode: not even these if they are exported; builtins if they aren't to be kept")
    void cModeWithExports() {
        assertEquals(
                Set.of("memcpy"),
                internal(SymbolOptions.DEFAULT.withExports(Set.of("library")).withMemoryBuiltins(false)));
    }

    @Test
    @DisplayName("in exports mode: all but what is exported, and builtins")
    void exportsMode() {
        assertEquals(
                Set.of("helper", "with_default", "config", "library", "map", "tunable"),
                internal(SymbolOptions.DEFAULT
                        .withMode(SymbolOptions.Mode.EXPORTS)
                        .withExports(Set.of("program"))));
    }

    private Set<String> internal(SymbolOptions options) {
        return new Visibility(options).internal(List.of(program), List.of(library));
    }
}
