package io.github.bpfmaven.plugin.mojo;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Every parameter that is a single value or a list")
final class ParametersTest {
    /** What means something of its own to one goal; what goals share, or could, is plainly {@code bpf.<name>}. */
    private static final Map<String, Set<String>> ALONE = Map.of(
            "check", Set.of("fast"),
            "doctor", Set.of("format", "output", "failOn", "compile"),
            "init", Set.of("kind", "directory", "groupId", "artifactId", "packageName"),
            "generate", Set.of("objectDirectory", "includes", "excludes"),
            "min-core-btf", Set.of("objectDirectory", "includes", "excludes"),
            "inspect", Set.of("format", "program", "output", "objectDirectory"),
            "vmlinux",
                    Set.of(
                            "btf",
                            "packed",
                            "base",
                            "output",
                            "kernelTypes",
                            "kernelFunctions",
                            "pointees",
                            "kfuncs",
                            "preserveAccessIndex"));

    private static final Map<String, String> GOALS = Map.of("min-core-btf", "minCoreBtf");

    @Test
    @DisplayName("has a user property, named by the rule")
    void userProperties() throws Exception {
        var seen = new TreeSet<String>();
        for (var goal : PluginDescription.goals()) {
            for (var parameter : goal.parameters()) {
                var name = parameter.name();
                if (!name.equals("objects")) {
                    var alone = ALONE.getOrDefault(goal.name(), Set.of()).contains(name);
                    var prefix = alone ? "bpf." + GOALS.getOrDefault(goal.name(), goal.name()) + "." : "bpf.";
                    assertEquals(prefix + name, parameter.property(), name);
                    seen.add(name);
                }
            }
        }
        assertTrue(
                seen.containsAll(Set.of("skip", "targets", "sourceDirectory", "toolchain", "javaDirectory")),
                seen::toString);
    }
}
