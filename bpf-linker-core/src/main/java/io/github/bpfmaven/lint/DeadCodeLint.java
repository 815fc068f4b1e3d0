package io.github.bpfmaven.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.github.bpfmaven.inspect.FunctionCode;
import io.github.bpfmaven.inspect.ObjectInspector;
import io.github.bpfmaven.object.BpfFunction;
import io.github.bpfmaven.object.ProgramType;

/** Functions that no loader loads. */
final class DeadCodeLint {
    private final ObjectInspector object;

    DeadCodeLint(ObjectInspector object) {
        this.object = object;
    }

    List<LintWarning> check() {
        List<LintWarning> warnings = new ArrayList<>();
        List<BpfFunction> programs = object.object().programs();
        if (programs.isEmpty()) {
            // Types, or maps, or library code for other objects.
            return warnings;
        }
        Set<BpfFunction> live = new HashSet<>();
        Stream.concat(programs.stream(), object.object().subprograms().stream())
                .filter(function -> !isSubprogram(function) || object.isNamedByData(function.name()))
                .forEach(root -> object.calls().reached(root).forEach(code -> live.add(code.function())));
        for (FunctionCode code : object.code()) {
            BpfFunction function = code.function();
            if (isSubprogram(function) && !live.contains(function)) {
                warnings.add(new LintWarning(
                        LintRule.DEAD_FUNCTION,
                        "the function '" + function.name()
                                + "' is in the object, but no program calls it or has it called"
                                + " back: remove it, or make it static inline",
                        place(code)));
            } else if (isStructOps(function) && !object.isNamedByData(function.name())) {
                warnings.add(new LintWarning(
                        LintRule.DEAD_FUNCTION,
                        "the struct_ops function '" + function.name()
                                + "' stands in no table, so libbpf refuses the object"
                                + " unless user space puts it into one: give a table a member for it, or remove it",
                        place(code)));
            }
            if (!isSubprogram(function) && function.kind().isEmpty()) {
                warnings.add(new LintWarning(
                        LintRule.UNKNOWN_SECTION,
                        "libbpf does not know what program '" + function.name() + "' in section '" + function.section()
                                + "' is, and refuses the object unless user space says it; docs/sections.md has the"
                                + " names that it knows",
                        place(code)));
            }
        }
        return warnings;
    }

    private static boolean isSubprogram(BpfFunction function) {
        return function.section().equals(".text");
    }

    private static boolean isStructOps(BpfFunction function) {
        return function.kind()
                .filter(kind -> kind.type() == ProgramType.STRUCT_OPS && kind.autoload())
                .isPresent();
    }

    private static Optional<LintWarning.Place> place(FunctionCode code) {
        return code.line(0).map(LintWarning.Place::of);
    }
}
