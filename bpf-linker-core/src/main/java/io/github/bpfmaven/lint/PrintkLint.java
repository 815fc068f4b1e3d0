package io.github.bpfmaven.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.bpfmaven.inspect.FunctionCode;
import io.github.bpfmaven.inspect.ObjectInspector;
import io.github.bpfmaven.inspect.Reference;
import io.github.bpfmaven.instruction.Instruction;

/** Output for debugging: {@code bpf_printk} is {@code bpf_trace_printk} or, with many arguments, {@code bpf_trace_vprintk}. */
final class PrintkLint {
    private static final Set<Long> HELPERS = Set.of(6L, 177L);

    private final ObjectInspector object;

    PrintkLint(ObjectInspector object) {
        this.object = object;
    }

    List<LintWarning> check() {
        List<LintWarning> warnings = new ArrayList<>();
        for (FunctionCode code : object.code()) {
            for (Instruction instruction : code.instructions()) {
                if (instruction.isCallOfHelper()
                        && code.reference(instruction)
                                .filter(PrintkLint::prints)
                                .isPresent()) {
                    warnings.add(new LintWarning(
                            LintRule.PRINTK,
                            "'" + code.function().name()
                                    + "' calls bpf_printk, which is for debugging: all programs write"
                                    + " into one buffer of the machine, and each call takes microseconds",
                            code.line(instruction.slot()).map(LintWarning.Place::of)));
                }
            }
        }
        return warnings;
    }

    private static boolean prints(Reference reference) {
        return reference instanceof Reference.HelperCall call && HELPERS.contains(call.number());
    }
}
