package io.github.bpfmaven.plugin.mojo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The documentation of goals, from which bpf:help and the site are made")
final class GoalDocumentationTest {
    private static final Path CONFIGURATION = Path.of("../docs/configuration.md");

    @Test
    @DisplayName("says what each parameter is, since when, and gives an example; a default that is computed is told")
    void parameters() throws Exception {
        var lacking = new TreeSet<String>();
        for (var goal : PluginDescription.goals()) {
            for (var parameter : goal.parameters()) {
                var name = "bpf:" + goal.name() + " " + parameter.name();
                if (parameter.description().isBlank()) {
                    lacking.add(name + " has no description");
                }
                if (!parameter.description().contains("Example: ")) {
                    lacking.add(name + " has no example");
                }
                if (parameter.since().isBlank()) {
                    lacking.add(name + " has no @since");
                }
            }
        }
        assertEquals(List.of(), new ArrayList<>(lacking));
    }

    @Test
    @DisplayName("gives examples of the parameter itself, not of another")
    void examples() throws Exception {
        for (var goal : PluginDescription.goals()) {
            for (var parameter : goal.parameters()) {
                var example = parameter
                        .description()
                        .substring(parameter.description().lastIndexOf("Example: "));
                assertTrue(
                        (!parameter.property().isEmpty() && example.contains("-D" + parameter.property()))
                                || example.contains("<" + parameter.name() + ">")
                                || example.contains("&lt;" + parameter.name() + "&gt;")
                                || example.contains("&lt;" + parameter.name() + ">"),
                        () -> "bpf:" + goal.name() + " " + parameter.name() + ": " + example);
            }
        }
    }

    @Test
    @DisplayName("says of each goal what it does; those for the command line show one")
    void goals() throws Exception {
        for (var goal : PluginDescription.goals()) {
            assertTrue(goal.description().length() > 40, goal::name);
            if (!goal.requiresProject()) {
                assertTrue(goal.description().contains("mvn "), () -> "bpf:" + goal.name() + " shows no command line");
            }
        }
    }

    @Test
    @DisplayName("is complete in docs/configuration.md: each goal, each parameter, each property")
    void configuration() throws Exception {
        var page = Files.readString(CONFIGURATION);
        var lacking = new TreeSet<String>();
        for (var goal : PluginDescription.goals()) {
            if (!page.contains("`bpf:" + goal.name() + "`")) {
                lacking.add("bpf:" + goal.name());
            }
            for (var parameter : goal.parameters()) {
                if (!page.contains("`" + parameter.name() + "`")) {
                    lacking.add("bpf:" + goal.name() + " " + parameter.name());
                }
            }
        }
        assertEquals(List.of(), new ArrayList<>(lacking));
    }
}
