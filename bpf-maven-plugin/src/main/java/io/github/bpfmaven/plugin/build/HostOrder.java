package io.github.bpfmaven.plugin.build;

import java.util.Comparator;
import java.util.List;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.plugin.compile.CompileTarget;
import io.github.bpfmaven.plugin.scaffold.LinuxArch;

/**
 * Puts what this machine can run first.
 *
 * @param osArch this machine, as the system property {@code os.arch} has it
 */
record HostOrder(String osArch) {
    List<CompileTarget> of(List<CompileTarget> targets) {
        return targets.stream().sorted(Comparator.comparing(this::distance)).toList();
    }

    /** Of its architecture, for all of its byte order, for others of that, of the other byte order. */
    private int distance(CompileTarget target) {
        if (target.byteOrder() != BpfTarget.host()) {
            return 3;
        }
        if (target.architecture().isEmpty()) {
            return 1;
        }
        var isThis = LinuxArch.named(target.architecture().get())
                .filter(arch -> arch.osArchs().contains(osArch))
                .isPresent();
        return isThis ? 0 : 2;
    }
}
