package io.github.bpfmaven.linker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.bpfmaven.llvm.LlvmContext;
import io.github.bpfmaven.llvm.LlvmException;
import io.github.bpfmaven.llvm.LlvmModule;

/** Owner of the modules that a link reads, until they are merged into one. */
final class InputModules implements AutoCloseable {
    private final Map<ModuleSummary, LlvmModule> modules = new LinkedHashMap<>();
    private final List<ModuleSummary> whole = new ArrayList<>();
    private final List<ModuleSummary> libraries = new ArrayList<>();

    private final BpfTarget target;

    private InputModules(BpfTarget target) {
        this.target = target;
    }

    /** The byte order of the object. */
    BpfTarget target() {
        return target;
    }

    static InputModules load(LlvmContext context, LinkRequest request, DiagnosticCollector diagnostics)
            throws LlvmException, IOException {
        var loaded = new InputModules(request.target().orElseThrow());
        for (var input : request.inputs()) {
            loaded.whole.add(loaded.read(context, input, diagnostics));
        }
        for (var input : request.libraries()) {
            loaded.libraries.add(loaded.read(context, input, diagnostics));
        }
        return loaded;
    }

    private ModuleSummary read(LlvmContext context, LinkInput input, DiagnosticCollector diagnostics)
            throws LlvmException, IOException {
        var module = context.parseBitcode(input.name(), input.read());
        if (!module.triple().startsWith(target.triple())) {
            diagnostics.error(input.name() + " is compiled for '" + module.triple() + "', the object is to be "
                    + target.triple() + "; compile it with --target=" + target.triple());
        }
        var summary = ModuleSummary.of(input.name(), module);
        modules.put(summary, module);
        return summary;
    }

    /** What is linked in any case. */
    List<ModuleSummary> whole() {
        return whole;
    }

    /** What is linked if needed, in the order in which it is searched. */
    List<ModuleSummary> libraries() {
        return libraries;
    }

    LlvmModule module(ModuleSummary summary) {
        return modules.get(summary);
    }

    /**
     * Links what the plan says. Afterwards none of these modules is of use any more.
     *
     * @return the linked program, which belongs to this object too
     */
    LlvmModule merge(LinkPlan plan, CodeGenerator generator) throws LlvmException {
        var parts = new ArrayList<LlvmModule>();
        for (var summary : plan.linked()) {
            var module = modules.get(summary);
            generator.claim(module);
            plan.names().renamed(summary).forEach(module::rename);
            plan.licenses().yielding(summary).forEach(module::yieldTo);
            parts.add(module);
        }
        var program = ModuleMerge.merge(parts);
        plan.internal().forEach(program::makeInternal);
        return program;
    }

    @Override
    public void close() {
        modules.values().forEach(LlvmModule::close);
    }
}
