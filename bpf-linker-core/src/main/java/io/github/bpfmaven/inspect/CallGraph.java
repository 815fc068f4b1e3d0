package io.github.bpfmaven.inspect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.bpfmaven.instruction.Instruction;
import io.github.bpfmaven.object.BpfFunction;

/** Which functions of an object a program reaches, and what that costs. */
public final class CallGraph {
    /** {@code bpf_timer_set_callback}: the function runs on a stack of its own. */
    private static final int TIMER_SET_CALLBACK = 170;

    /** {@code BPF_MAX_SUBPROGS}: the verifier refuses a program of more functions. */
    static final int MOST_FUNCTIONS = 256;

    /** How far behind the load of an address its call is looked for: arguments are set up right before it. */
    private static final int ARGUMENT_SETUP = 8;

    private final Map<BpfFunction, FunctionCode> code = new LinkedHashMap<>();
    private final Map<BpfFunction, Integer> frames = new HashMap<>();
    private final Map<BpfFunction, Set<BpfFunction>> callees = new HashMap<>();
    private final Map<BpfFunction, Set<BpfFunction>> apart = new HashMap<>();

    /** @param all the code of all functions of an object */
    CallGraph(Collection<FunctionCode> all) {
        for (FunctionCode function : all) {
            code.putIfAbsent(function.function(), function);
            frames.computeIfAbsent(function.function(), key -> StackUse.of(function.instructions()));
            readCallees(function);
        }
    }

    private void readCallees(FunctionCode function) {
        Set<BpfFunction> direct = callees.computeIfAbsent(function.function(), key -> new LinkedHashSet<>());
        Set<BpfFunction> later = apart.computeIfAbsent(function.function(), key -> new LinkedHashSet<>());
        List<Instruction> instructions = function.instructions();
        for (int i = 0; i < instructions.size(); i++) {
            Optional<BpfFunction> callee = function.callee(instructions.get(i));
            if (callee.isPresent()) {
                (isForLater(function, i) ? later : direct).add(callee.get());
            }
        }
    }

    private static boolean isForLater(FunctionCode function, int index) {
        List<Instruction> instructions = function.instructions();
        if (!instructions.get(index).isLoad64()) {
            return false;
        }
        for (int i = index + 1; i < Math.min(instructions.size(), index + ARGUMENT_SETUP); i++) {
            Optional<Reference> called = function.reference(instructions.get(i));
            if (instructions.get(i).isCall() && called.isPresent()) {
                return called.get() instanceof Reference.HelperCall helper && helper.number() == TIMER_SET_CALLBACK
                        || called.get() instanceof Reference.KfuncCall kfunc
                                && kfunc.name().startsWith("bpf_wq_set_callback");
            }
        }
        return false;
    }

    /**
     * The function itself first, then what it calls, and what they call, depth first; not more than the verifier takes and
     * one.
     */
    public List<FunctionCode> reached(BpfFunction start) {
        Set<BpfFunction> seen = new LinkedHashSet<>();
        Deque<BpfFunction> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty() && seen.size() <= MOST_FUNCTIONS) {
            BpfFunction function = open.pop();
            if (seen.add(function)) {
                List<BpfFunction> next = new ArrayList<>(allCallees(function));
                Collections.reverse(next);
                next.forEach(open::push);
            }
        }
        return seen.stream().map(code::get).toList();
    }

    private Set<BpfFunction> allCallees(BpfFunction function) {
        Set<BpfFunction> all = new LinkedHashSet<>(callees.getOrDefault(function, Set.of()));
        all.addAll(apart.getOrDefault(function, Set.of()));
        return all;
    }

    /** The functions that a function calls or has called back on its own stack. */
    public Set<BpfFunction> callees(BpfFunction function) {
        return Set.copyOf(callees.getOrDefault(function, Set.of()));
    }

    /** What of its own frame a function uses, in bytes. */
    public int frame(BpfFunction function) {
        return frames.getOrDefault(function, 0);
    }

    /**
     * The deepest chain of calls from a function on, as {@code check_max_stack_depth} of {@code kernel/bpf/verifier.c} adds
     * it up: each frame rounded up, functions that run on a stack of their own counted for themselves.
     *
     * @param granularity 16 or 32 bytes; with 32 an empty frame counts too
     * @return in bytes; empty if functions call themselves in a circle or there are too many, which the verifier refuses
     */
    public Optional<Integer> deepestChain(BpfFunction start, int granularity) {
        return deepestPath(start, granularity)
                .map(path -> path.stream()
                        .mapToInt(function -> rounded(frame(function), granularity))
                        .sum());
    }

    /** The functions of {@link #deepestChain}, from the first caller down. */
    public Optional<List<BpfFunction>> deepestPath(BpfFunction start, int granularity) {
        Set<BpfFunction> roots = new LinkedHashSet<>(List.of(start));
        List<FunctionCode> reached = reached(start);
        if (reached.size() > MOST_FUNCTIONS) {
            return Optional.empty();
        }
        for (FunctionCode function : reached) {
            roots.addAll(apart.getOrDefault(function.function(), Set.of()));
        }
        Map<BpfFunction, Integer> depths = new HashMap<>();
        for (BpfFunction root : roots) {
            if (!addDepths(root, granularity, depths)) {
                return Optional.empty();
            }
        }
        List<BpfFunction> path = new ArrayList<>();
        Optional<BpfFunction> next = deepest(roots, depths);
        while (next.isPresent()) {
            path.add(next.get());
            next = deepest(callees.getOrDefault(next.get(), Set.of()), depths);
        }
        return Optional.of(path);
    }

    private static Optional<BpfFunction> deepest(Set<BpfFunction> functions, Map<BpfFunction, Integer> depths) {
        // The first of several, so that the same object gives the same chain.
        return functions.stream().reduce((one, other) -> depths.get(other) > depths.get(one) ? other : one);
    }

    /** Not recursive: damaged code may have chains as long as the section allows. @return false if there is a circle */
    private boolean addDepths(BpfFunction root, int granularity, Map<BpfFunction, Integer> depths) {
        Deque<BpfFunction> path = new ArrayDeque<>(List.of(root));
        Set<BpfFunction> onPath = new HashSet<>();
        while (!path.isEmpty()) {
            BpfFunction function = path.peek();
            if (depths.containsKey(function)) {
                path.pop();
                continue;
            }
            Set<BpfFunction> direct = callees.getOrDefault(function, Set.of());
            if (onPath.add(function)) {
                for (BpfFunction callee : direct) {
                    if (onPath.contains(callee)) {
                        return false;
                    }
                    if (!depths.containsKey(callee)) {
                        path.push(callee);
                    }
                }
            } else {
                int below = direct.stream().mapToInt(depths::get).max().orElse(0);
                depths.put(function, rounded(frame(function), granularity) + below);
                onPath.remove(function);
                path.pop();
            }
        }
        return true;
    }

    private static int rounded(int bytes, int granularity) {
        int least = granularity == 32 ? Math.max(bytes, 1) : bytes;
        return (least + granularity - 1) / granularity * granularity;
    }
}
