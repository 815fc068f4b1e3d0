package io.github.bpfmaven.plugin.report;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.bpfmaven.inspect.ObjectInspector;
import io.github.bpfmaven.object.BpfFunction;
import io.github.bpfmaven.plugin.inspect.Wording;

/** Which function calls which, as a list in lists. What a function calls is written where it is called first. */
final class CallTree {
    /** The verifier refuses calls that are deeper ({@code MAX_CALL_FRAMES} is 8); damaged objects may have more. */
    private static final int DEEPEST = 32;

    private final ObjectInspector object;
    private final Set<BpfFunction> shown = new HashSet<>();

    CallTree(ObjectInspector object) {
        this.object = object;
    }

    void write(Html html) {
        html.element(
                "ul",
                list -> object.object().programs().forEach(program -> function(program, 0, list)),
                "class",
                "calls");
    }

    private void function(BpfFunction function, int depth, Html list) {
        list.element("li", item -> {
            item.text("code", function.name());
            item.text("span", " " + Wording.bytes(object.calls().frame(function)) + " of stack", "class", "faint");
            var callees = callees(function);
            if (callees.isEmpty()) {
                return;
            }
            if (shown.add(function) && depth < DEEPEST) {
                item.element("ul", below -> callees.forEach(callee -> function(callee, depth + 1, below)));
            } else {
                item.text("span", ", its calls are above", "class", "faint");
            }
        });
    }

    private List<BpfFunction> callees(BpfFunction function) {
        return object.calls().reached(function).stream()
                .map(code -> code.function())
                .filter(object.calls().callees(function)::contains)
                .sorted(Comparator.comparing(BpfFunction::name))
                .toList();
    }
}
