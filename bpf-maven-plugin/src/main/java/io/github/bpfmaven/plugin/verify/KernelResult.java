package io.github.bpfmaven.plugin.verify;

import java.util.List;

/** What came of one kernel. */
public sealed interface KernelResult {
    /** In tables and in the baseline. */
    String kernel();

    /**
     * It was asked.
     *
     * @param kernel its name here
     * @param version as {@code major.minor.patch}
     * @param machine as {@code uname -m} has it
     */
    record Asked(String kernel, String version, String machine, List<ProgramResult> programs, List<TestResult> tests)
            implements KernelResult {
        /** The lists are copied. */
        public Asked {
            programs = List.copyOf(programs);
            tests = List.copyOf(tests);
        }
    }

    /**
     * It could not be had.
     *
     * @param reason why, and what to do
     */
    record Absent(String kernel, String reason, KernelChoice.WhenAbsent consequence) implements KernelResult {}
}
