package io.github.bpfmaven.linker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

import io.github.bpfmaven.llvm.LlvmException;
import io.github.bpfmaven.llvm.LlvmModule;
import io.github.bpfmaven.llvm.LlvmTargetMachine;
import io.github.bpfmaven.llvm.LlvmTargetMachine.CodeGenLevel;

/** From the linked module to what is asked for: optimises as far as that serves, and emits. */
final class CodeGenerator implements AutoCloseable {
    /** As little as serves: a second O2 would change code that clang has already optimised (docs/adr/0003). */
    private static final String AFTER_LIBRARIES = "cgscc(inline),globaldce,function(sroa,early-cse,simplifycfg)";

    private static final String DEFAULT_CPU = "v3";

    private final LinkOptions options;
    private final Optional<OptimizationLevel> level;
    private final LlvmTargetMachine machine;

    private CodeGenerator(LinkOptions options, Optional<OptimizationLevel> level, LlvmTargetMachine machine) {
        this.options = options;
        this.level = level;
        this.machine = machine;
    }

    /**
     * @param first the module that gives CPU and features where the options don't
     * @param unoptimized whether a module is as the front end left it, so that LLVM's whole pipeline has to be run
     */
    static CodeGenerator create(LinkOptions options, BpfTarget target, LlvmModule first, boolean unoptimized)
            throws LlvmException {
        var attributes = first.attributes();
        var code = options.code();
        var level = pipelineLevel(code).or(() -> unoptimized ? Optional.of(code.compiledAt()) : Optional.empty());
        return new CodeGenerator(
                options,
                level,
                LlvmTargetMachine.create(
                        target.triple(),
                        code.cpu().or(attributes::cpu).orElse(DEFAULT_CPU),
                        code.features().or(attributes::features).orElse(""),
                        codeGenLevel(code, level.isPresent())));
    }

    /** Makes a module fit for being linked with others of this target. */
    void claim(LlvmModule module) {
        machine.claim(module);
        if (!options.output().btf()) {
            module.stripDebugInfo();
        }
    }

    /**
     * Makes the output. The module can't be used for anything but closing afterwards.
     *
     * @param hasInternal whether functions have become static in the link
     */
    byte[] generate(LlvmModule module, boolean hasInternal) throws LlvmException, IOException {
        dump(module, "pre-opt.ll");
        if (options.code().ignoreInlineNever()) {
            module.attributes().allowInlining();
        }
        module.verify();
        if (level.isPresent()) {
            module.run(pipeline(level.get()), machine);
        } else if (hasInternal) {
            module.run(AFTER_LIBRARIES, machine);
        }
        dump(module, "post-opt.ll");
        return switch (options.output().kind()) {
            case BITCODE -> module.toBitcode();
            case IR -> module.toIr().getBytes(StandardCharsets.UTF_8);
            case OBJECT -> machine.emitObject(withoutDwarf(module));
            case ASSEMBLY -> machine.emitAssembly(withoutDwarf(module));
        };
    }

    private LlvmModule withoutDwarf(LlvmModule module) {
        if (!options.output().dwarf()) {
            module.emitNoDwarf();
        }
        return module;
    }

    /** The level of the whole pipeline; empty if the code is to stay as it is. */
    private static Optional<OptimizationLevel> pipelineLevel(CodeOptions code) {
        return code.optimization()
                .or(() -> code.unrollLoops() || code.ignoreInlineNever()
                        ? Optional.of(OptimizationLevel.O2)
                        : Optional.empty());
    }

    /** As bpf-linker: at level 0 nothing would be inlined, and hardly anything would load. */
    private static String pipeline(OptimizationLevel level) {
        var name = level == OptimizationLevel.O0 ? "1" : level.flag();
        return "default<O" + name + ">,function(dce)";
    }

    private void dump(LlvmModule module, String name) throws IOException {
        if (options.output().dumpDirectory().isPresent()) {
            var directory =
                    Files.createDirectories(options.output().dumpDirectory().get());
            var part = Files.createTempFile(directory, name, ".part");
            Files.writeString(part, module.toIr());
            Files.move(part, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * For code that clang has optimised the level that clang itself takes for its {@code -O} (clang 20, BackendUtil.cpp,
     * getCGOptLevel); for code that is optimised here the one that bpf-linker takes.
     */
    private static CodeGenLevel codeGenLevel(CodeOptions code, boolean optimizedHere) {
        if (optimizedHere) {
            return CodeGenLevel.AGGRESSIVE;
        }
        return switch (code.compiledAt()) {
            case O0 -> CodeGenLevel.NONE;
            case O1 -> CodeGenLevel.LESS;
            case O2, OS, OZ -> CodeGenLevel.DEFAULT;
            case O3 -> CodeGenLevel.AGGRESSIVE;
        };
    }

    @Override
    public void close() {
        machine.close();
    }
}
