package io.github.bpfmaven.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

import io.github.bpfmaven.inspect.BpfHelper;
import io.github.bpfmaven.inspect.CallGraph;
import io.github.bpfmaven.inspect.FunctionCode;
import io.github.bpfmaven.inspect.ObjectInspector;
import io.github.bpfmaven.inspect.Reference;
import io.github.bpfmaven.object.BpfFunction;

/**
 * Chains of calls that need more stack than the verifier allows.
 *
 * <p>Source: {@code check_max_stack_depth_subprog} in {@code kernel/bpf/verifier.c}, Linux 6.18.
 */
final class StackLint {
    /** {@code MAX_BPF_STACK}: what all frames of a chain may take. */
    static final int MOST = 512;

    /** What the frames may take below which a subprogram makes a tail call: the called program may need 512 more. */
    private static final int MOST_BEFORE_TAIL_CALL = 256;

    private final ObjectInspector object;
    private final CallGraph calls;

    StackLint(ObjectInspector object) {
        this.object = object;
        this.calls = object.calls();
    }

    /** @param limit in bytes; nothing if any depth is right */
    List<LintWarning> check(OptionalInt limit) {
        List<LintWarning> warnings = new ArrayList<>();
        for (BpfFunction program : object.object().programs()) {
            // Functions that call each other in a circle have none; the kernel says what is wrong with them.
            calls.deepestPath(program, 16).ifPresent(path -> {
                depth(program, path, limit.orElse(Integer.MAX_VALUE), warnings);
                tailCalls(program, warnings);
            });
        }
        return warnings;
    }

    private void depth(BpfFunction program, List<BpfFunction> path, int most, List<LintWarning> warnings) {
        int depth = path.stream().mapToInt(this::frame).sum();
        int older = calls.deepestChain(program, 32).orElse(0);
        if (depth > most) {
            warn(
                    program,
                    needs(path, depth) + ", more than "
                            + (most == MOST
                                    ? "the 512 that there are; Linux 6.13 and later has more, but for some kinds of program"
                                            + " only"
                                    : most),
                    warnings);
        } else if (older > most && most == MOST) {
            warn(
                    program,
                    needs(path, older) + ", more than the 512 that there are, on Linux before 6.9 and without a JIT"
                            + " compiler, where each frame is rounded up to 32",
                    warnings);
        }
    }

    private void tailCalls(BpfFunction program, List<LintWarning> warnings) {
        Map<BpfFunction, Integer> callers = framesOfCallers(program);
        for (FunctionCode code : calls.reached(program)) {
            int depth = callers.getOrDefault(code.function(), 0);
            if (depth >= MOST_BEFORE_TAIL_CALL && makesTailCall(code)) {
                warn(
                        program,
                        "'" + code.function().name() + "' makes a tail call, and the functions that call it take "
                                + depth + " bytes of stack; the verifier refuses that from 256 on",
                        warnings);
            }
        }
    }

    /** The most that frames above a function may take. Chains that end are no longer than there are functions. */
    private Map<BpfFunction, Integer> framesOfCallers(BpfFunction program) {
        List<FunctionCode> reached = calls.reached(program);
        Map<BpfFunction, Integer> above = new HashMap<>(Map.of(program, 0));
        boolean changes = true;
        for (int i = 0; changes && i < reached.size(); i++) {
            changes = false;
            for (FunctionCode caller : reached) {
                Integer depth = above.get(caller.function());
                if (depth == null) {
                    continue;
                }
                int below = depth + frame(caller.function());
                for (BpfFunction callee : calls.callees(caller.function())) {
                    if (above.getOrDefault(callee, -1) < below) {
                        above.put(callee, below);
                        changes = true;
                    }
                }
            }
        }
        return above;
    }

    private static boolean makesTailCall(FunctionCode code) {
        return code.references().values().stream()
                .anyMatch(reference ->
                        reference instanceof Reference.HelperCall call && call.number() == BpfHelper.TAIL_CALL);
    }

    /** {@code the chain of calls 'handle' (320 bytes) > 'parse' (256 bytes) needs 576 bytes of stack}. */
    private String needs(List<BpfFunction> path, int depth) {
        String chain = path.stream()
                .map(function -> "'" + function.name() + "' (" + calls.frame(function) + ")")
                .collect(Collectors.joining(" > "));
        return (path.size() == 1 ? "the program " + chain : "the chain of calls " + chain) + " needs " + depth
                + " bytes of stack";
    }

    private void warn(BpfFunction program, String message, List<LintWarning> warnings) {
        Optional<LintWarning.Place> place =
                calls.reached(program).get(0).line(0).map(LintWarning.Place::of);
        warnings.add(new LintWarning(LintRule.STACK, message, place));
    }

    /** As kernels since 6.9 count it. */
    private int frame(BpfFunction function) {
        return (calls.frame(function) + 15) / 16 * 16;
    }
}
