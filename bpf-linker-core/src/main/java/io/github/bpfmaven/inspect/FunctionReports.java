package io.github.bpfmaven.inspect;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.bpfmaven.inspect.FunctionReport.StackChain;
import io.github.bpfmaven.inspect.KernelFeature.Kind;
import io.github.bpfmaven.object.BpfExtern;
import io.github.bpfmaven.object.BpfFunction;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.object.ProgramKind;

/** Makes the reports on the functions of an object. */
final class FunctionReports {
    private final CallGraph graph;
    private final Map<BpfFunction, Set<KernelNeed>> needs = new HashMap<>();

    FunctionReports(BpfObject object, List<FunctionCode> code, CallGraph graph) {
        this.graph = graph;
        Map<String, BpfExtern> externs = object.externs().stream()
                .collect(Collectors.toMap(BpfExtern::name, Function.identity(), (one, other) -> one));
        for (FunctionCode function : code) {
            needs.computeIfAbsent(function.function(), key -> new CodeNeeds(externs).of(function));
        }
    }

    List<FunctionReport> of(List<BpfFunction> functions) {
        return functions.stream().map(this::of).toList();
    }

    private FunctionReport of(BpfFunction function) {
        List<FunctionCode> reached = graph.reached(function);
        Map<Long, Reference.HelperCall> helpers = new TreeMap<>();
        Set<String> kfuncs = new TreeSet<>();
        Set<String> maps = new TreeSet<>();
        Set<String> variables = new TreeSet<>();
        Set<String> symbols = new TreeSet<>();
        for (FunctionCode code : reached) {
            for (Reference reference : code.references().values()) {
                if (reference instanceof Reference.HelperCall call) {
                    helpers.put(call.number(), call);
                } else if (reference instanceof Reference.KfuncCall call) {
                    kfuncs.add(call.name());
                } else if (reference instanceof Reference.MapAddress map) {
                    maps.add(map.name());
                } else if (reference instanceof Reference.DataAddress data) {
                    variables.add(data.section()
                            + data.variable().map(name -> " " + name).orElse(""));
                } else if (reference instanceof Reference.ExternAddress extern) {
                    symbols.add(extern.name());
                }
            }
        }
        long loaded = reached.stream().mapToLong(FunctionCode::slots).sum();
        Set<KernelNeed> wanted = kindNeeds(function);
        reached.forEach(code -> wanted.addAll(needs.getOrDefault(code.function(), Set.of())));
        if (loaded > FunctionReport.MOST_INSTRUCTIONS_BEFORE_5_2) {
            wanted.add(KernelNeed.LONG_PROGRAM);
        }
        if (helpers.containsKey(BpfHelper.TAIL_CALL) && reached.size() > 1) {
            wanted.add(KernelNeed.ofCode("tail_call_in_subprogram"));
        }
        return new FunctionReport(
                function,
                function.instructionCount(),
                loaded,
                graph.frame(function),
                chain(function),
                reached.stream().skip(1).map(code -> code.function().name()).toList(),
                List.copyOf(helpers.values()),
                List.copyOf(kfuncs),
                List.copyOf(maps),
                List.copyOf(variables),
                List.copyOf(symbols),
                helpers.containsKey(BpfHelper.TAIL_CALL),
                reached.stream().mapToInt(code -> code.relocations().size()).sum(),
                KernelNeeds.of(wanted));
    }

    private Optional<StackChain> chain(BpfFunction function) {
        return graph.deepestChain(function, 32)
                .flatMap(wide -> graph.deepestChain(function, 16).map(narrow -> new StackChain(wide, narrow)));
    }

    private static Set<KernelNeed> kindNeeds(BpfFunction function) {
        Set<KernelNeed> needs = new LinkedHashSet<>();
        if (!function.section().equals(".text")) {
            Optional<ProgramKind> kind = function.kind();
            if (kind.isEmpty()) {
                needs.add(KernelNeed.unknown("program in section " + function.section()));
            }
            kind.ifPresent(known -> addKind(function, known, needs));
        }
        return needs;
    }

    private static void addKind(BpfFunction function, ProgramKind kind, Set<KernelNeed> needs) {
        KernelNeed type = KernelNeed.of(Kind.PROGRAM, kind.type().toString());
        needs.add(type);
        kind.attachType()
                .map(attach -> KernelNeed.of(Kind.ATTACH, attach))
                // What came with its type says nothing more.
                .filter(attach -> attach.since().isEmpty() || !attach.since().equals(type.since()))
                .ifPresent(needs::add);
        if (kind.sleepable()) {
            needs.add(KernelNeed.ofCode("sleepable"));
        }
        if (function.section().contains("xdp.frags")) {
            needs.add(KernelNeed.ofCode("xdp_frags"));
        }
    }
}
