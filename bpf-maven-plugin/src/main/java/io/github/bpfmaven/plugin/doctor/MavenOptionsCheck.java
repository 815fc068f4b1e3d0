package io.github.bpfmaven.plugin.doctor;

import java.util.ArrayList;
import java.util.List;

/** What is set for all builds of this user or directory and is easily forgotten. */
final class MavenOptionsCheck implements Check {
    private static final long ENOUGH_BYTES = 128L << 20;
    private static final List<String> VARIABLES =
            List.of("MAVEN_OPTS", "MAVEN_ARGS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private final Machine machine;
    private final long heapBytes;

    /** @param heapBytes how large Maven's heap may become */
    MavenOptionsCheck(Machine machine, long heapBytes) {
        this.machine = machine;
        this.heapBytes = heapBytes;
    }

    @Override
    public String name() {
        return "options";
    }

    @Override
    public List<Finding> examine() {
        var findings = new ArrayList<Finding>();
        for (var name : VARIABLES) {
            machine.variable(name).ifPresent(value -> findings.add(of(name, value)));
        }
        if (heapBytes < ENOUGH_BYTES) {
            findings.add(Finding.warning(
                    "Maven's heap ends at " + Sizes.of(heapBytes) + ": large modules need more",
                    "take -Xmx out of MAVEN_OPTS and .mvn/jvm.config, or raise it to 512m"));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok("none is set for all builds: " + String.join(", ", VARIABLES)));
        }
        return findings;
    }

    private static Finding of(String name, String value) {
        var text = name + " is set: " + value;
        if (value.contains("-Dbpf.")) {
            return Finding.warning(text, "this sets parameters of the plugin for every build: move them into the POM");
        }
        if (value.contains("-agentlib:jdwp") && !name.equals("MAVEN_OPTS")) {
            return Finding.warning(text, "every JVM waits for or opens a debugger's port: set it in MAVEN_OPTS alone");
        }
        return Finding.ok(text);
    }
}
