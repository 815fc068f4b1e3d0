package io.github.bpfmaven.plugin.doctor;

import java.util.ArrayList;
import java.util.List;

import io.github.bpfmaven.plugin.compile.Clang;

/** Variables that change what clang does, or which libraries it loads. */
final class EnvironmentCheck implements Check {
    private static final List<String> LOADER =
            List.of("LD_PRELOAD", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_INSERT_LIBRARIES");

    private final Machine machine;

    EnvironmentCheck(Machine machine) {
        this.machine = machine;
    }

    @Override
    public String name() {
        return "environment";
    }

    @Override
    public List<Finding> examine() {
        var findings = new ArrayList<Finding>();
        for (var name : Clang.hiddenVariables()) {
            machine.variable(name)
                    .ifPresent(value -> findings.add(Finding.warning(
                            name + " is set: " + value + "; builds hide it from clang, which you may not expect",
                            name.endsWith("PATH")
                                    ? "name directories with headers in <includeDirectories>, and unset it"
                                    : "put flags into <compilerArgs>, and unset it")));
        }
        for (var name : LOADER) {
            machine.variable(name)
                    .ifPresent(value -> findings.add(Finding.warning(
                            name + " is set: " + value + "; clang may load another LLVM's or C++ library with it",
                            "unset it for builds if clang or links fail to start")));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok("nothing is set that would change what clang does"));
        }
        return findings;
    }
}
