package io.github.bpfmaven.linker;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.btf.BtfFormatException;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfFormatException;
import io.github.bpfmaven.elf.ElfSymbol;
import io.github.bpfmaven.llvm.Llvm;
import io.github.bpfmaven.llvm.LlvmContext;
import io.github.bpfmaven.llvm.LlvmException;
import io.github.bpfmaven.llvm.LlvmModule;
import io.github.bpfmaven.llvm.LlvmTargetMachine;
import io.github.bpfmaven.llvm.LlvmTargetMachine.CodeGenLevel;
import io.github.bpfmaven.llvm.LlvmUse;

/**
 * Links BPF bitcode into an object, in this process. Several threads may link at the same time.
 *
 * <p>An object of one source is the object that {@code clang -c} would have made: nothing is optimised again. Where
 * library code comes in, its functions become static and are inlined or dropped as far as that goes without touching the rest.
 */
public final class BpfLinker {
    /**
     * LLVM 20 writes no DWARF when a module's flags ask for CodeView and DWARF version 0 (AsmPrinter.cpp), and BTF all
     * the same. 4 is the flag behaviour "override", 1 is "error".
     */
    private static final String NO_DWARF = """
            target datalayout = "%s"
            target triple = "%s"
            !llvm.module.flags = !{!0, !1}
            !0 = !{i32 4, !"Dwarf Version", i32 0}
            !1 = !{i32 2, !"CodeView", i32 1}
            """;

    /** As little as serves: a second O2 would change code that clang has already optimised (docs/adr/0003). */
    private static final String AFTER_LIBRARIES = "cgscc(inline),globaldce,function(sroa,early-cse,simplifycfg)";

    private static final String DEFAULT_CPU = "v3";

    private final Llvm llvm;
    private final ObjectFinisher finisher = new ObjectFinisher();

    public BpfLinker(Llvm llvm) {
        this.llvm = llvm;
    }

    /** Makes the object, or says why there is none. Never throws for what is wrong with the inputs. */
    public LinkResult link(LinkRequest request) {
        var diagnostics = new DiagnosticCollector();
        try (var context = llvm.newContext(diagnostics::fromLlvm);
                var module = merge(context, request.inputs())) {
            var object = link(context, module, request, diagnostics);
            if (object.isPresent() && !diagnostics.hasErrors()) {
                var finished = finisher.finish(object.get(), new SourceTexts(request.sources()));
                reportUnexpanded(finished, diagnostics);
                if (!diagnostics.hasErrors()) {
                    return new LinkResult.Linked(finished, List.of(), diagnostics.all());
                }
            }
        } catch (LlvmException failure) {
            diagnostics.error(failure.getMessage());
        } catch (ElfFormatException | BtfFormatException failure) {
            diagnostics.error("LLVM's object can't be read back: " + failure.getMessage());
        } catch (IOException failure) {
            diagnostics.error("an input can't be read: " + failure);
        }
        return new LinkResult.Failed(diagnostics.all());
    }

    private static LlvmModule merge(LlvmContext context, List<LinkInput> programs) throws LlvmException, IOException {
        var merged = parse(context, programs.get(0));
        for (var program : programs.subList(1, programs.size())) {
            merged.link(parse(context, program));
        }
        return merged;
    }

    private static LlvmModule parse(LlvmContext context, LinkInput input) throws LlvmException, IOException {
        return context.parseBitcode(input.name(), input.read());
    }

    /** Empty if something is wrong, which the diagnostics then say. */
    private static Optional<byte[]> link(
            LlvmContext context, LlvmModule module, LinkRequest request, DiagnosticCollector diagnostics)
            throws LlvmException, IOException {
        checkTarget(module, request, diagnostics);
        List<String> libraryCode;
        try (var libraries = new LibrarySearch(context, diagnostics)) {
            libraryCode = libraries.pullInto(module, request.name(), request.libraries());
        }
        reportUndefined(module, diagnostics);
        if (diagnostics.hasErrors()) {
            return Optional.empty();
        }
        libraryCode.forEach(module::makeInternal);
        module.setSourceFileName(request.name());
        var cpu = request.options()
                .code()
                .cpu()
                .or(() -> module.functionAttribute("target-cpu"))
                .orElse(DEFAULT_CPU);
        var features = module.functionAttribute("target-features").orElse("");
        module.link(context.parseIr("no-dwarf", NO_DWARF.formatted(module.dataLayout(), module.triple())));
        module.verify();
        try (var machine = LlvmTargetMachine.create(
                request.target().orElseThrow().triple(),
                cpu,
                features,
                codeGenLevel(request.options().code().compiledAt()))) {
            if (!libraryCode.isEmpty()) {
                module.run(AFTER_LIBRARIES, machine);
            }
            return Optional.of(machine.emitObject(module));
        }
    }

    private static void checkTarget(LlvmModule module, LinkRequest request, DiagnosticCollector diagnostics) {
        var triple = module.triple();
        if (!triple.startsWith(request.target().orElseThrow().triple())) {
            diagnostics.error(request.name() + " is compiled for '" + triple + "', the object is to be "
                    + request.target().orElseThrow().triple() + "; compile it with --target="
                    + request.target().orElseThrow().triple());
        }
    }

    private static void reportUndefined(LlvmModule module, DiagnosticCollector diagnostics) {
        for (var symbol : module.symbols()) {
            if (SymbolRules.isUndefined(symbol) && !SymbolRules.isBuiltin(symbol.name())) {
                var use = module.firstUse(symbol.name()).orElse(new LlvmUse("", "", 0, 0));
                diagnostics.error(
                        "undefined symbol '" + symbol.name() + "'"
                                + (use.function().isEmpty() ? "" : ", used by '" + use.function() + "'")
                                + ": no library source defines it. Define it in a .c file below the source directory,"
                                + " or declare it with __ksym if it is the kernel's",
                        use);
            }
        }
    }

    /** There is no C library in the kernel: what LLVM could not expand in place is left as a call that nobody answers. */
    private static void reportUnexpanded(byte[] object, DiagnosticCollector diagnostics) throws ElfFormatException {
        ElfFile.read(object).symbols().stream()
                .filter(symbol -> symbol.sectionIndex() == ElfSymbol.SHN_UNDEF && SymbolRules.isBuiltin(symbol.name()))
                .forEach(symbol -> diagnostics.error("a call of '" + symbol.name()
                        + "' is left that LLVM can't expand in" + " place; give it a small constant size, or define "
                        + symbol.name() + " in a library source"));
    }

    /** The level that clang itself takes for its {@code -O} (clang 20, BackendUtil.cpp, getCGOptLevel). */
    private static CodeGenLevel codeGenLevel(OptimizationLevel optimization) {
        return switch (optimization) {
            case O0 -> CodeGenLevel.NONE;
            case O1 -> CodeGenLevel.LESS;
            case O3 -> CodeGenLevel.AGGRESSIVE;
            case O2, OS, OZ -> CodeGenLevel.DEFAULT;
        };
    }
}
