package io.github.bpfmaven.linker;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.bpfmaven.input.InputException;
import io.github.bpfmaven.input.InputFile;
import io.github.bpfmaven.input.InputModule;
import io.github.bpfmaven.llvm.LlvmContext;
import io.github.bpfmaven.llvm.LlvmDeclaration;
import io.github.bpfmaven.llvm.LlvmException;
import io.github.bpfmaven.llvm.LlvmModule;

/** Owner of the modules that a link reads, until they are merged into one. */
final class InputModules implements Declarations, AutoCloseable {
    private final LlvmContext context;
    private final DiagnosticCollector diagnostics;
    private final InputChecks checks;
    private final List<InputModule> whole = new ArrayList<>();
    private final List<InputModule> libraries = new ArrayList<>();
    private final List<ModuleSummary> wholeSummaries = new ArrayList<>();
    private final List<ModuleSummary> librarySummaries = new ArrayList<>();
    private final Map<ModuleSummary, LlvmModule> modules = new LinkedHashMap<>();

    private InputModules(LlvmContext context, InputChecks checks, DiagnosticCollector diagnostics) {
        this.context = context;
        this.diagnostics = diagnostics;
        this.checks = checks;
    }

    /** Reads all inputs; what is wrong with them is in the diagnostics, and then not all of them are there. */
    static InputModules load(
            LlvmContext context, String llvmVersion, LinkRequest request, DiagnosticCollector diagnostics) {
        var loaded =
                new InputModules(context, new InputChecks(llvmVersion, request.target(), diagnostics), diagnostics);
        loaded.open(request);
        loaded.checks.check(loaded.whole);
        loaded.checks.check(loaded.libraries);
        if (!diagnostics.hasErrors() && loaded.whole.isEmpty() && loaded.libraries.isEmpty()) {
            diagnostics.error("there is nothing to link: none of the inputs has a module in it");
        }
        if (!diagnostics.hasErrors()) {
            var cut = loaded.whole.size() + loaded.libraries.size() > 1
                    && onlyBtf(request.options().output());
            loaded.prepared(loaded.whole, cut)
                    .forEach(module -> loaded.parse(module).ifPresent(loaded.wholeSummaries::add));
            loaded.prepared(loaded.libraries, cut)
                    .forEach(module -> loaded.parse(module).ifPresent(loaded.librarySummaries::add));
        }
        return loaded;
    }

    /** Whether debug info becomes BTF and nothing else. */
    private static boolean onlyBtf(OutputOptions output) {
        return output.btf()
                && !output.dwarf()
                && (output.kind() == OutputOptions.Kind.OBJECT || output.kind() == OutputOptions.Kind.ASSEMBLY);
    }

    private List<InputModule> prepared(List<InputModule> inputs, boolean cut) {
        return cut
                ? inputs.parallelStream()
                        .map(InputModule::withoutUnusedDebugInfo)
                        .toList()
                : inputs;
    }

    private void open(LinkRequest request) {
        for (var input : request.inputs()) {
            open(input).ifPresent(file -> {
                var searched = file.archive() && !request.options().symbols().wholeArchive();
                (searched ? libraries : whole).addAll(file.modules());
            });
        }
        for (var input : request.libraries()) {
            open(input).ifPresent(file -> libraries.addAll(file.modules()));
        }
    }

    private Optional<InputFile> open(LinkInput input) {
        try {
            var file = InputFile.read(input.name(), input.read());
            file.skipped().forEach(reason -> diagnostics.note(reason + "; it is passed over"));
            return Optional.of(file);
        } catch (InputException unfit) {
            diagnostics.error(unfit.getMessage());
        } catch (NoSuchFileException missing) {
            diagnostics.error(input.name() + " does not exist");
        } catch (IOException unreadable) {
            diagnostics.error(input.name() + " can't be read: " + unreadable.getMessage());
        }
        return Optional.empty();
    }

    private Optional<ModuleSummary> parse(InputModule input) {
        diagnostics.about(input.name());
        try {
            var module = switch (input.form()) {
                case BITCODE -> context.parseBitcode(input.name(), input.bytes());
                case IR -> context.parseIr(input.name(), input.bytes());
            };
            var summary = ModuleSummary.of(input.name(), module);
            modules.put(summary, module);
            return Optional.of(summary);
        } catch (LlvmException unreadable) {
            diagnostics.llvmFailed(input.name() + ": " + unreadable.getMessage());
            return Optional.empty();
        } finally {
            diagnostics.about("");
        }
    }

    /** The byte order of the object. */
    BpfTarget target() {
        return checks.target();
    }

    /** What is linked in any case. */
    List<ModuleSummary> whole() {
        return wholeSummaries;
    }

    /** What is linked if needed, in the order in which it is searched. */
    List<ModuleSummary> libraries() {
        return librarySummaries;
    }

    @Override
    public Optional<LlvmDeclaration> of(ModuleSummary module, String symbol) {
        return module(module).declaration(symbol);
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
