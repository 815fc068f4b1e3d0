package io.github.bpfmaven.linker;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.github.bpfmaven.btf.BtfFormatException;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfFormatException;
import io.github.bpfmaven.elf.ElfSymbol;
import io.github.bpfmaven.llvm.Llvm;
import io.github.bpfmaven.llvm.LlvmContext;
import io.github.bpfmaven.llvm.LlvmException;

/**
 * Links BPF bitcode into an object, in this process. Several threads may link at the same time.
 *
 * <p>An object of one source is the object that {@code clang -c} would have made: nothing is optimised again. Where
 * library code comes in, its functions become static and are inlined or dropped as far as that goes without touching the rest.
 */
public final class BpfLinker {
    private final Llvm llvm;
    private final ObjectFinisher finisher = new ObjectFinisher();

    public BpfLinker(Llvm llvm) {
        this.llvm = llvm;
    }

    /**
     * Makes the object, or says why there is none. Never throws for what is wrong with the inputs.
     *
     * @throws FreshProcessNeededException if LLVM can't do this one after others that it has done
     */
    public LinkResult link(LinkRequest request) {
        var options = LlvmOptions.of(request.options());
        if (!options.equals(llvm.options())) {
            return new LinkResult.Failed(List.of(Diagnostic.error("this link needs LLVM with the options " + options
                    + ", but LLVM was loaded with " + llvm.options()
                    + ", which can't be changed any more; use a LinkWorker,"
                    + " which has a process for each")));
        }
        var builtins = new TreeSet<String>();
        while (true) {
            var attempt = new Attempt(request, builtins);
            var result = attempt.run();
            // Only code generation knows which builtins it can't expand. Now that it is known, a library may define
            // them.
            if (!builtins.addAll(attempt.missingBuiltins)) {
                return result;
            }
        }
    }

    /** One link with what is known to be needed so far. */
    private final class Attempt {
        private final LinkRequest request;
        private final Set<String> builtins;
        private final DiagnosticCollector diagnostics = new DiagnosticCollector();
        private final Set<String> missingBuiltins = new HashSet<>();
        private final Set<String> reported = new HashSet<>();

        Attempt(LinkRequest request, Set<String> builtins) {
            this.request = request;
            this.builtins = builtins;
        }

        LinkResult run() {
            try (var context = llvm.newContext(diagnostics::fromLlvm);
                    var modules = InputModules.load(context, llvm.version(), request, diagnostics)) {
                var linked = diagnostics.hasErrors() ? Optional.<LinkResult>empty() : link(context, modules);
                if (linked.isPresent() && !diagnostics.hasErrors()) {
                    return linked.get();
                }
            } catch (LlvmException failure) {
                diagnostics.llvmFailed(failure.getMessage());
            } catch (ElfFormatException | BtfFormatException failure) {
                diagnostics.error("LLVM's object can't be read back: " + failure.getMessage());
            } catch (IOException failure) {
                diagnostics.error("a file can't be read or written: " + failure);
            }
            return new LinkResult.Failed(diagnostics.all());
        }

        private Optional<LinkResult> link(LlvmContext context, InputModules modules)
                throws LlvmException, IOException, ElfFormatException, BtfFormatException {
            var options = request.options();
            var roots = new TreeSet<>(builtins);
            if (options.symbols().mode() == SymbolOptions.Mode.EXPORTS) {
                roots.addAll(options.symbols().exports());
            }
            var plan =
                    LinkPlan.make(modules.whole(), modules.libraries(), roots, options.symbols(), modules, diagnostics);
            if (plan.linked().isEmpty()) {
                diagnostics.error(
                        "there is nothing to link: no archive has anything that is needed; name what to link, export"
                                + " symbols, or link archives whole");
                return Optional.empty();
            }
            new SharedSymbols(modules, diagnostics).check(plan);
            new InputWarnings(diagnostics).check(plan, options);
            if (diagnostics.hasErrors()) {
                return Optional.empty();
            }
            var unlowered = plan.linked().stream()
                    .filter(ModuleSummary::hasUnloweredAccesses)
                    .findFirst();
            if (unlowered.isPresent() && !llvm.claimMemberAccess()) {
                throw new FreshProcessNeededException(unlowered.get().name());
            }
            try (var generator = CodeGenerator.create(
                    context,
                    options,
                    modules.target(),
                    modules.module(plan.linked().get(0)),
                    unlowered.isPresent())) {
                var program = modules.merge(plan, generator);
                program.setSourceFileName(request.name());
                var output = generator.generate(program, !plan.internal().isEmpty());
                diagnostics.libraryCalls().stream()
                        .filter(name -> plan.linked().stream().noneMatch(module -> module.defines(name)))
                        .forEach(name -> missing(name, plan));
                return Optional.of(
                        options.output().kind() == OutputOptions.Kind.OBJECT
                                ? finish(output, plan)
                                : new LinkResult.Linked(output, List.of(), diagnostics.all()));
            }
        }

        private LinkResult finish(byte[] emitted, LinkPlan plan) throws ElfFormatException, BtfFormatException {
            var object = ElfFile.read(emitted);
            if (!request.options().symbols().allowUndefined()) {
                undefinedBuiltins(object).forEach(name -> missing(name, plan));
            }
            var finished = finisher.finish(
                    emitted,
                    new FinishPlan(
                            new SourceTexts(request.sources()),
                            plan.linked().size() > 1,
                            plan.names().originals(),
                            request.options().output().dwarf()));
            IndirectCalls.in(object, finished).forEach(diagnostics::add);
            var symbols = new SymbolReport(object, plan.names()).of(plan.linked());
            return new LinkResult.Linked(finished, symbols, diagnostics.all());
        }

        private static List<String> undefinedBuiltins(ElfFile object) {
            return object.symbols().stream()
                    .filter(symbol -> symbol.sectionIndex() == ElfSymbol.SHN_UNDEF)
                    .map(ElfSymbol::name)
                    .filter(SymbolRules::isBuiltin)
                    .toList();
        }

        /** What LLVM could not expand in place is left as a call, which somebody must answer. */
        private void missing(String name, LinkPlan plan) {
            if (reported.add(name)) {
                if (plan.leftOut().stream().anyMatch(library -> library.defines(name))) {
                    missingBuiltins.add(name);
                }
                diagnostics.missingFunction(name);
            }
        }
    }
}
