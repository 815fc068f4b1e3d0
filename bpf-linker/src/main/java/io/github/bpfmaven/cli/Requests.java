package io.github.bpfmaven.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.linker.CodeOptions;
import io.github.bpfmaven.linker.LinkInput;
import io.github.bpfmaven.linker.LinkOptions;
import io.github.bpfmaven.linker.LinkRequest;
import io.github.bpfmaven.linker.OptimizationLevel;
import io.github.bpfmaven.linker.OutputOptions;
import io.github.bpfmaven.linker.SourceRoot;
import io.github.bpfmaven.linker.SymbolOptions;

/** Makes of what was typed what the linker understands. */
final class Requests {
    private static final Set<String> CPUS = Set.of("generic", "probe", "v1", "v2", "v3", "v4");
    private static final Pattern FEATURES = Pattern.compile("[+-](alu32|dwarfris)(,[+-](alu32|dwarfris))*");

    private final Arguments arguments;
    private final Path directory;

    /** @param directory what relative paths are relative to */
    Requests(Arguments arguments, Path directory) {
        this.arguments = arguments;
        this.directory = directory;
    }

    /**
     * @throws UsageException if what was typed makes no sense
     * @throws IOException if a file with exported symbols can't be read
     */
    LinkRequest request() throws UsageException, IOException {
        checkPaths();
        var mode = mode();
        var inputs = inputs(arguments.inputs);
        return new LinkRequest(
                String.valueOf(arguments.output.getFileName()),
                inputs,
                inputs(arguments.libraries),
                target(),
                new LinkOptions(symbols(mode), code(mode), output(mode)),
                List.of(new SourceRoot("", directory)));
    }

    private SymbolOptions.Mode mode() {
        var exports = !arguments.exports.isEmpty() || !arguments.exportFiles.isEmpty();
        return exports && !arguments.cMode ? SymbolOptions.Mode.EXPORTS : SymbolOptions.Mode.C;
    }

    private void checkPaths() throws UsageException {
        var all = new ArrayList<>(arguments.inputs);
        all.addAll(arguments.libraries);
        var output = directory.resolve(arguments.output).normalize();
        for (var input : all) {
            if (directory.resolve(input).normalize().equals(output)) {
                throw new UsageException("the output " + arguments.output + " is one of the inputs");
            }
        }
    }

    private List<LinkInput> inputs(List<Path> files) {
        var inputs = new ArrayList<LinkInput>();
        // The worker runs elsewhere.
        files.forEach(file -> inputs.add(new LinkInput.InFile(file.toString(), directory.resolve(file))));
        return inputs;
    }

    private Optional<BpfTarget> target() throws UsageException {
        if (arguments.target == null) {
            return Optional.empty();
        }
        var dash = arguments.target.indexOf('-');
        return switch (dash < 0 ? arguments.target : arguments.target.substring(0, dash)) {
            case "bpf" -> Optional.of(BpfTarget.host());
            case "bpfel" -> Optional.of(BpfTarget.BPFEL);
            case "bpfeb" -> Optional.of(BpfTarget.BPFEB);
            default ->
                throw new UsageException("unknown target '" + arguments.target + "'; there are bpf, bpfel, bpfeb");
        };
    }

    private SymbolOptions symbols(SymbolOptions.Mode mode) throws IOException {
        return new SymbolOptions(
                mode, exports(), arguments.wholeArchive, arguments.allowUndefined, !arguments.disableMemoryBuiltins);
    }

    private Set<String> exports() throws IOException {
        var exports = new LinkedHashSet<String>();
        addNames(arguments.exports, exports);
        for (var file : arguments.exportFiles) {
            addNames(Files.readAllLines(directory.resolve(file)), exports);
        }
        return exports;
    }

    private static void addNames(Collection<String> names, Set<String> exports) {
        names.stream().map(String::strip).filter(name -> !name.isEmpty()).forEach(exports::add);
    }

    private CodeOptions code(SymbolOptions.Mode mode) throws UsageException {
        var exportsMode = mode == SymbolOptions.Mode.EXPORTS;
        var code = CodeOptions.builder()
                .unrollLoops(arguments.unrollLoops)
                .ignoreInlineNever(arguments.ignoreInlineNever)
                .expandMemcpyInOrder(
                        (exportsMode || arguments.expandMemcpyInOrder) && !arguments.disableExpandMemcpyInOrder)
                .llvmArguments(arguments.llvmArguments);
        if (arguments.cpu != null || exportsMode) {
            code.cpu(known(arguments.cpu == null ? "generic" : arguments.cpu));
        }
        if (arguments.cpuFeatures != null) {
            code.features(features(arguments.cpuFeatures));
        }
        if (!arguments.optimization.isEmpty() || exportsMode) {
            code.optimization(level(
                    arguments.optimization.isEmpty()
                            ? "2"
                            : arguments.optimization.get(arguments.optimization.size() - 1)));
        }
        if (arguments.stackSize != null) {
            if (arguments.stackSize < 1) {
                throw new UsageException("--stack-size takes a number of bytes, not " + arguments.stackSize);
            }
            code.stackSize(arguments.stackSize);
        }
        return code.build();
    }

    private static String known(String cpu) throws UsageException {
        if (!CPUS.contains(cpu)) {
            throw new UsageException("unknown CPU '" + cpu + "'; there are generic, probe, v1, v2, v3, v4");
        }
        return cpu;
    }

    private static String features(String features) throws UsageException {
        if (!features.isEmpty() && !FEATURES.matcher(features).matches()) {
            throw new UsageException("unknown CPU features '" + features
                    + "'; there are alu32 and dwarfris, each with + or - in front, and commas between");
        }
        return features;
    }

    private static OptimizationLevel level(String flag) throws UsageException {
        return OptimizationLevel.of(flag)
                .orElseThrow(() -> new UsageException("unknown level -O" + flag + "; there are 0, 1, 2, 3, s, z"));
    }

    private OutputOptions output(SymbolOptions.Mode mode) throws UsageException {
        if (arguments.btf && arguments.noBtf) {
            throw new UsageException("--btf and --no-btf can't both be");
        }
        var btf = mode == SymbolOptions.Mode.C ? !arguments.noBtf : arguments.btf;
        return new OutputOptions(
                arguments.emit.isEmpty() ? OutputOptions.Kind.OBJECT : kind(arguments.emit.get(0)),
                btf || arguments.keepDwarf,
                arguments.keepDwarf,
                Optional.ofNullable(arguments.dumpModule).map(directory::resolve));
    }

    private static OutputOptions.Kind kind(String emit) throws UsageException {
        return switch (emit) {
            case "obj" -> OutputOptions.Kind.OBJECT;
            case "asm" -> OutputOptions.Kind.ASSEMBLY;
            case "llvm-bc" -> OutputOptions.Kind.BITCODE;
            case "llvm-ir" -> OutputOptions.Kind.IR;
            default -> throw new UsageException("can't emit '" + emit + "'; there are obj, asm, llvm-bc, llvm-ir");
        };
    }
}
