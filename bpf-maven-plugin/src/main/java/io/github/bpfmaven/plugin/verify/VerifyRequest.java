package io.github.bpfmaven.plugin.verify;

import java.nio.file.Path;
import java.util.List;

/**
 * What to verify, where, and what to compare it with.
 *
 * @param objects where the objects are, the best place first: directories and jars that need not be there
 * @param kernels which kernels are asked, in the order of the columns of the table; never empty
 * @param tests what is run, on each kernel
 * @param baseline what was so before
 * @param reportDirectory where {@code verify.json}, {@code verify.txt} and {@code TEST-bpf-verify.xml} are written
 */
public record VerifyRequest(
        List<Path> objects,
        List<KernelChoice> kernels,
        List<ProgramTest> tests,
        BaselineRequest baseline,
        Path reportDirectory) {
    /** The lists are copied. */
    public VerifyRequest {
        objects = List.copyOf(objects);
        kernels = List.copyOf(kernels);
        tests = List.copyOf(tests);
    }

    /**
     * What was so before.
     *
     * @param file need not be there
     * @param update whether it is written in place of being compared with
     * @param growth by how many per cent the verifier's work for a program may grow; not negative
     */
    public record BaselineRequest(Path file, boolean update, int growth) {}
}
