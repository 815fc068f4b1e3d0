package io.github.bpfmaven.plugin.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Java that runs Maven, and so links and javac. */
final class JavaCheck implements Check {
    private final Machine machine;

    JavaCheck(Machine machine) {
        this.machine = machine;
    }

    @Override
    public String name() {
        return "java";
    }

    @Override
    public List<Finding> examine() {
        var findings = new ArrayList<Finding>();
        var home = Path.of(machine.property("java.home"));
        findings.add(Finding.ok(
                machine.property("java.version") + " of " + machine.property("java.vendor") + ", in " + home));
        var suffix = machine.isWindows() ? ".exe" : "";
        if (!Files.isRegularFile(home.resolve("bin/java" + suffix))) {
            findings.add(Finding.error(
                    home + " has no bin/java, which links run in", "set JAVA_HOME to a JDK that is complete"));
        } else if (!Files.isRegularFile(home.resolve("bin/javac" + suffix))) {
            findings.add(Finding.warning(
                    home + " has no javac, which generated classes are compiled with", "set JAVA_HOME to a JDK"));
        }
        var names = machine.property("sun.jnu.encoding");
        if (!machine.isWindows() && !names.equalsIgnoreCase("UTF-8")) {
            findings.add(Finding.warning(
                    "this locale has no file names beyond ASCII (sun.jnu.encoding is " + names + ")",
                    "export LC_ALL=C.UTF-8, if sources have such names"));
        }
        return findings;
    }
}
