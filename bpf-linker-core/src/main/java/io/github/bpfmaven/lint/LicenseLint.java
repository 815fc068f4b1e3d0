package io.github.bpfmaven.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.bpfmaven.inspect.FunctionCode;
import io.github.bpfmaven.inspect.ObjectInspector;
import io.github.bpfmaven.inspect.Reference;
import io.github.bpfmaven.instruction.Instruction;
import io.github.bpfmaven.object.BpfFunction;
import io.github.bpfmaven.object.ProgramKind;
import io.github.bpfmaven.object.ProgramType;

/**
 * What the kernel allows only under a license that goes with the GPL.
 *
 * <p>Source: {@code license_is_gpl_compatible} ({@code include/linux/license.h}); {@code check_helper_call},
 * {@code add_kfunc_call}, {@code check_struct_ops_btf_id} ({@code kernel/bpf/verifier.c}); {@code bpf_lsm_verify_prog}
 * ({@code kernel/bpf/bpf_lsm.c}); Linux 6.18.
 */
final class LicenseLint {
    private static final Set<String> COMPATIBLE =
            Set.of("GPL", "GPL v2", "GPL and additional rights", "Dual BSD/GPL", "Dual MIT/GPL", "Dual MPL/GPL");

    private final ObjectInspector object;
    private final List<LintWarning> warnings = new ArrayList<>();

    LicenseLint(ObjectInspector object) {
        this.object = object;
    }

    List<LintWarning> check() {
        if (object.object().license().filter(COMPATIBLE::contains).isEmpty()) {
            for (BpfFunction program : object.object().programs()) {
                program.kind().ifPresent(kind -> check(program, kind));
            }
        }
        return warnings;
    }

    private void check(BpfFunction program, ProgramKind kind) {
        List<FunctionCode> reached = object.calls().reached(program);
        if (kind.type() == ProgramType.LSM || kind.type() == ProgramType.STRUCT_OPS) {
            warn("the program '" + program.name() + "' is of type " + kind.type(), reached.get(0), 0);
            return;
        }
        for (FunctionCode code : reached) {
            for (Instruction instruction : code.instructions()) {
                code.reference(instruction)
                        .flatMap(reference -> restricted(reference, kind.type()))
                        .ifPresent(what ->
                                warn("'" + code.function().name() + "' calls " + what, code, instruction.slot()));
            }
        }
    }

    private static Optional<String> restricted(Reference reference, ProgramType type) {
        if (reference instanceof Reference.HelperCall call) {
            return call.helper().filter(helper -> helper.isGplOnlyFor(type)).map(helper -> helper.name() + "()");
        }
        return reference instanceof Reference.KfuncCall call
                ? Optional.of("the kernel function " + call.name() + "()")
                : Optional.empty();
    }

    private void warn(String subject, FunctionCode code, int slot) {
        warnings.add(new LintWarning(
                LintRule.GPL_ONLY,
                subject + ", which the kernel allows only under a license that goes with the GPL, and the object has "
                        + object.object()
                                .license()
                                .map(license -> "'" + license + "'")
                                .orElse("none")
                        + ": say \"GPL\" or \"Dual BSD/GPL\" in SEC(\"license\") if you may, or do without",
                code.line(slot).map(LintWarning.Place::of)));
    }
}
