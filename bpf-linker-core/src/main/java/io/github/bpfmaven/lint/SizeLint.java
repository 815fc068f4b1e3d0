package io.github.bpfmaven.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import io.github.bpfmaven.inspect.FunctionCode;
import io.github.bpfmaven.inspect.FunctionReport;
import io.github.bpfmaven.inspect.KernelNeed;
import io.github.bpfmaven.inspect.KernelVersion;
import io.github.bpfmaven.inspect.ObjectInspector;
import io.github.bpfmaven.object.BpfFunction;
import io.github.bpfmaven.object.ProgramType;

/** Programs with many instructions. */
final class SizeLint {
    private static final KernelVersion LONGER_SINCE = new KernelVersion(5, 2);

    /** {@code is_net_admin_prog_type} and what follows it in {@code bpf_prog_load} leave these to everybody. */
    private static final Set<ProgramType> UNPRIVILEGED = Set.of(ProgramType.SOCKET_FILTER, ProgramType.CGROUP_SKB);

    private final ObjectInspector object;
    private Optional<Boolean> otherwiseBefore52 = Optional.empty();

    SizeLint(ObjectInspector object) {
        this.object = object;
    }

    /** @param most nothing if any number is right */
    List<LintWarning> check(OptionalInt most) {
        List<LintWarning> warnings = new ArrayList<>();
        for (BpfFunction program : object.object().programs()) {
            List<FunctionCode> reached = object.calls().reached(program);
            long instructions = reached.stream().mapToLong(FunctionCode::slots).sum();
            Optional<LintWarning.Place> place = reached.get(0).line(0).map(LintWarning.Place::of);
            String subject = "the program '" + program.name() + "' has " + number(instructions) + " instructions"
                    + (reached.size() > 1 ? " with its subprograms" : "");
            if (most.isPresent() && instructions > most.getAsInt()) {
                warnings.add(new LintWarning(
                        LintRule.MAX_INSTRUCTIONS, subject + ", more than " + number(most.getAsInt()), place));
            }
            if (instructions > FunctionReport.MOST_INSTRUCTIONS_BEFORE_5_2) {
                if (isForOlderOtherwise()) {
                    warnings.add(new LintWarning(
                            LintRule.LARGE_PROGRAM,
                            subject + ", and Linux before 5.2 takes 4,096: but for its length it would run there",
                            place));
                } else if (program.kind()
                        .filter(kind -> UNPRIVILEGED.contains(kind.type()))
                        .isPresent()) {
                    warnings.add(new LintWarning(
                            LintRule.LARGE_PROGRAM,
                            subject + ", and the kernel takes 4,096 from who has no CAP_BPF",
                            place));
                }
            }
        }
        return warnings;
    }

    /** Whether nothing else needs a kernel that takes long programs; found once, as it takes a look at everything. */
    private boolean isForOlderOtherwise() {
        if (otherwiseBefore52.isEmpty()) {
            otherwiseBefore52 = Optional.of(object.report().needs().needs().stream()
                    .filter(need -> !need.equals(KernelNeed.LONG_PROGRAM))
                    .flatMap(need -> need.since().stream())
                    .allMatch(since -> since.compareTo(LONGER_SINCE) < 0));
        }
        return otherwiseBefore52.get();
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
