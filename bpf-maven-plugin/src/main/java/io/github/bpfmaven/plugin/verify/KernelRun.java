package io.github.bpfmaven.plugin.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.github.bpfmaven.loader.types.TargetKernel;

/** Asks one kernel: each object that is for it, then each test. */
final class KernelRun {
    private final List<VerifiedObject> objects;
    private final List<ProgramTest> tests;

    KernelRun(List<VerifiedObject> objects, List<ProgramTest> tests) {
        this.objects = objects;
        this.tests = tests;
    }

    /**
     * @param name in tables and in the baseline; nothing for one that says the version and the architecture, so that the
     *     results of two machines with different kernels are not taken for the same
     */
    KernelResult.Asked ask(Optional<String> name, TargetKernel kernel) throws IOException, VerifyException {
        var machine = kernel.kernel().machine();
        var version = kernel.version();
        var chosen = VerifiedObject.chosenFor(machine, objects);
        var programs = new ArrayList<ProgramResult>();
        var verifier = new ObjectVerifier(kernel);
        for (var object : chosen) {
            programs.addAll(verifier.verify(object));
        }
        var results = new ArrayList<TestResult>();
        var tester = new ProgramTester(kernel);
        for (var test : tests) {
            for (var object : chosen) {
                if (test.isOf(object.name())) {
                    results.add(tester.run(test, object));
                }
            }
        }
        var architecture = machine.name().toLowerCase(Locale.ROOT);
        return new KernelResult.Asked(
                name.orElse("linux-" + version.major() + "." + version.minor() + "-" + architecture),
                version.toString(),
                architecture,
                programs,
                results);
    }
}
