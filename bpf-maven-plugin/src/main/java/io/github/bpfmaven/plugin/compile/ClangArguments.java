package io.github.bpfmaven.plugin.compile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a compile into clang's arguments. No path of this machine may get into the bitcode, so clang runs in the
 * project's directory, gets paths relative to it, and is told other names for what lies outside.
 */
final class ClangArguments {
    private final ProjectPaths paths;
    private final SearchPath searchPath;
    private final DirectoryNames names;

    ClangArguments(ProjectPaths paths, SearchPath searchPath, DirectoryNames names) {
        this.paths = paths;
        this.searchPath = searchPath;
        this.names = names;
    }

    /** Everything but the name of the executable. */
    List<String> of(CompileUnit unit) {
        var kind = List.of("-emit-llvm", "-MD", "-MF", paths.argument(unit.dependencyFile()));
        return of(unit, kind, List.of(), unit.bitcode(), paths.file(unit.source()));
    }

    /**
     * A probe's: what the unit would be compiled with, up to the user's arguments, then the probe's own, which so have the
     * last word.
     */
    List<String> of(CompileUnit unit, ClangProbe probe) {
        var more = new ArrayList<>(probe.arguments());
        // Looked for from the directory that clang runs in, whereas #include would begin beside the including file.
        probe.before().ifPresent(file -> more.addAll(List.of("-include", paths.argument(file))));
        return of(unit, List.of(), more, probe.output(), probe.input());
    }

    private List<String> of(CompileUnit unit, List<String> kind, List<String> more, Path output, Path input) {
        var arguments = new ArrayList<String>();
        arguments.add("--target=" + unit.target().byteOrder().triple());
        arguments.add("-mcpu=" + unit.flags().cpu());
        arguments.add("-O" + unit.flags().optimization());
        // -g makes the BTF; DWARF is left out when the object is emitted.
        arguments.addAll(List.of("-g", "-c", "-fno-ident", "-fno-color-diagnostics", "-fno-crash-diagnostics"));
        arguments.addAll(kind);
        // Tracing macros are nested ten deep, and what matters is where the outermost is used.
        arguments.add("-fmacro-backtrace-limit=1");
        // Neither the host's headers nor a configuration file of the host: the same input everywhere.
        arguments.addAll(List.of("-nostdlibinc", "--no-default-config"));
        searchPath(arguments);
        architecture(arguments, unit.target());
        unit.flags().defines().forEach(define -> arguments.add("-D" + define));
        arguments.addAll(unit.flags().arguments());
        arguments.addAll(more);
        arguments.addAll(List.of("-o", paths.argument(output)));
        arguments.add(paths.argument(input));
        return arguments;
    }

    private void searchPath(List<String> arguments) {
        arguments.add("-fdebug-compilation-dir=.");
        // In debug info the last map that fits wins (clang 20, CGDebugInfo::remapDIPath): the most general comes first.
        names.all().forEach(named -> arguments.add("-ffile-prefix-map=" + named.argument() + "=" + named.name()));
        searchPath.user().forEach(directory -> arguments.add("-I" + paths.argument(directory)));
        // Behind what <compilerArgs> may add with -isystem, too.
        searchPath.builtin().forEach(directory -> arguments.addAll(List.of("-idirafter", paths.argument(directory))));
    }

    private static void architecture(List<String> arguments, CompileTarget target) {
        if (target.architecture().isPresent()) {
            arguments.add("-D__TARGET_ARCH_" + target.architecture().get());
        } else {
            // bpf_tracing.h hands this to _Pragma, as one string, where a macro needs to know the architecture.
            arguments.add("-D__BPF_TARGET_MISSING=\"GCC error \\\"this macro depends on the architecture:"
                    + " put architectures such as amd64,arm64 into <targets> in place of "
                    + target.byteOrder().triple() + "\\\"\"");
        }
    }
}
