package io.github.bpfmaven.plugin.build;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.plugin.compile.FlagOverride;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Lint in a build")
final class LintedBuildTest {
    private static final SharedWorkers WORKERS = new SharedWorkers();

    private static final String PRINTK = "'prog' calls bpf_printk, which is for debugging: all programs write into one"
            + " buffer of the machine, and each call takes microseconds [printk]";

    @TempDir
    private Path directory;

    private BuildProject project;

    @AfterAll
    static void endWorkers() {
        WORKERS.endIdle();
    }

    @BeforeEach
    void project() throws Exception {
        project = new BuildProject(directory, WORKERS);
        project.targets = List.of("bpfel", "bpfeb");
        project.write("loud.bpf.c", BuildProject.program("return ((long (*)(const char *, int))6)(\"x\", 2);"));
        project.write("quiet.bpf.c", BuildProject.program("return 2;"));
    }

    @Test
    @DisplayName("warns once for all byte orders, with the place in the source")
    void warns() throws Exception {
        project.build();
        assertEquals(List.of("WARNING " + project.source("loud.bpf.c") + ":[3,9] " + PRINTK), warnings());
    }

    @Test
    @DisplayName("warns again about an object that is used again, and about one that comes from the cache")
    void remembers() throws Exception {
        project.build();
        project.write("quiet.bpf.c", BuildProject.program("return 1;"));
        project.build();
        assertEquals(1, project.reasons().size(), project.reasons()::toString);
        assertEquals(1, warnings().size(), project.log()::toString);
    }

    @Test
    @DisplayName("is silenced for all or for one source, without a new link")
    void silenced() throws Exception {
        project.build();
        project.lint = List.of("-printk");
        project.build();
        assertEquals(List.of(), warnings());
        assertEquals(List.of("INFO Nothing to do: 4 objects are up to date"), project.log());
        project.lint = List.of();
        project.overrides = List.of(override("quiet"));
        project.build();
        assertEquals(1, warnings().size(), project.log()::toString);
        project.overrides = List.of(override("loud"));
        project.build();
        assertEquals(List.of("INFO Nothing to do: 4 objects are up to date"), project.log());
    }

    @Test
    @DisplayName("fails where it is an error, as often as it is asked, and what was linked is not linked again")
    void errors() throws Exception {
        project.lint = List.of("all=error");
        for (var i = 0; i < 2; i++) {
            var failure = assertThrows(BuildFailedException.class, project::build);
            assertTrue(failure.getMessage().startsWith("1 BPF source failed: [loud.bpf.c]"), failure::getMessage);
            assertEquals(
                    List.of("SEVERE " + project.source("loud.bpf.c") + ":[3,9] " + PRINTK),
                    project.log().stream()
                            .filter(line -> line.startsWith("SEVERE"))
                            .toList());
        }
        assertEquals(List.of(), project.reasons());
        project.lint = List.of("all=error", "printk");
        project.build();
        assertEquals(1, warnings().size(), project.log()::toString);
    }

    @Test
    @DisplayName("takes another look when a limit is another")
    void limits() throws Exception {
        project.lint = List.of("-printk");
        project.build();
        project.lint = List.of("-printk", "max-instructions=2");
        project.build();
        assertEquals(List.of(), project.reasons());
        assertEquals(
                List.of("WARNING " + project.source("loud.bpf.c")
                        + ":[3,9] the program 'prog' has 5 instructions, more than 2 [max-instructions]"),
                warnings());
        project.write("quiet.bpf.c", BuildProject.program("return 1;"));
        project.build();
        assertEquals(1, warnings().size(), project.log()::toString);
    }

    @Test
    @DisplayName("refuses what names no lint, and says where it stands")
    void refused() {
        project.lint = List.of("print");
        var failure = assertThrows(InvalidConfigurationException.class, project::build);
        assertTrue(failure.getMessage().startsWith("<lint>: 'print' names no lint; there are"), failure::getMessage);
        project.lint = List.of();
        project.overrides = List.of(
                new FlagOverride("loud", Optional.empty(), Optional.empty(), List.of(), List.of(), List.of("stack=x")));
        failure = assertThrows(InvalidConfigurationException.class, project::build);
        assertTrue(failure.getMessage().startsWith("the <lint> of <object> 'loud': 'stack=x'"), failure::getMessage);
    }

    private static FlagOverride override(String name) {
        return new FlagOverride(name, Optional.empty(), Optional.empty(), List.of(), List.of(), List.of("-printk"));
    }

    private List<String> warnings() {
        return project.log().stream().filter(line -> line.startsWith("WARN")).toList();
    }
}
