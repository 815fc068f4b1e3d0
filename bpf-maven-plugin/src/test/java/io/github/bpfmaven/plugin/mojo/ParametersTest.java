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
            "report", Set.of("output", "objectDirectory"),
            "inspect", Set.of("format", "program", "output", "objectDirectory"),
            "verify",
                    Set.of(
                            "objects",
                            "local",
                            "images",
                            "unavailable",
                            "baseline",
                            "update",
                            "growth",
                            "reportDirectory",
                            "objectDirectory",
                            "skipVerify"),
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

    /** A second {@code skip}, beside that of all goals. */
    private static final Map<String, String> NAMES = Map.of("skipVerify", "skip");

    @Test
    @DisplayName("has a user property, named by the rule")
    void userProperties() throws Exception {
        var seen = new TreeSet<String>();
        var without = new TreeSet<String>();
        for (var goal : PluginDescription.goals()) {
            for (var parameter : goal.parameters()) {
                var name = parameter.name();
                // Beans have none: <objects> of compile, <kernels> and <tests> of verify.
                if (!parameter.property().isEmpty()) {
                    var alone = ALONE.getOrDefault(goal.name(), Set.of()).contains(name);
                    var prefix = alone ? "bpf." + GOALS.getOrDefault(goal.name(), goal.name()) + "." : "bpf.";
                    assertEquals(prefix + NAMES.getOrDefault(name, name), parameter.property(), name);
                    seen.add(name);
                } else {
                    without.add(name);
                }
            }
        }
        assertEquals(Set.of("objects", "kernels", "tests"), without);
        assertTrue(
                seen.containsAll(Set.of("skip", "targets", "sourceDirectory", "toolchain", "javaDirectory")),
                seen::toString);
    }
}
