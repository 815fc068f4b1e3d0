package io.github.bpfmaven.plugin.compile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns a compile into clang's arguments. No path of this machine may get into the bitcode, so clang runs in the
 * project's directory, gets paths relative to it, and is told other names for what lies outside.
 */
final class ClangArguments {
    /** What make would make of the files that clang lists. */
    static final String RULE = "headers";

    private static final String STANDARD_INPUT = "-";
    private static final String NO_HOST_HEADERS = "-nostdlibinc";
    private static final List<String> TO_BITCODE = List.of("-c", "-emit-llvm");

    private final ProjectPaths paths;
    /** The same for every compile. */
    private final List<String> pathMaps;

    private final List<String> directories;

    ClangArguments(ProjectPaths paths, SearchPath searchPath, DirectoryNames names) {
        this.paths = paths;
        this.pathMaps = pathMaps(names);
        this.directories = directories(paths, searchPath);
    }

    /**
     * Everything but the name of the executable.
     *
     * @param dependencies where clang lists the files that it reads
     */
    List<String> of(CompileUnit unit, Path dependencies) {
        return of(unit, TO_BITCODE, dependencies(dependencies), unit.bitcode(), paths.file(unit.source()));
    }

    /** Has clang say how it would compile, and do nothing. */
    List<String> driver(CompileUnit unit) {
        var arguments = new ArrayList<>(of(unit, unit.dependencyFile()));
        arguments.add(0, "-###");
        return arguments;
    }

    /**
     * A probe's: what the unit would be compiled with, up to the user's arguments, then the probe's own, which so have the
     * last word.
     */
    List<String> of(CompileUnit unit, ClangProbe probe) {
        var more = new ArrayList<>(probe.arguments());
        // Looked for from the directory that clang runs in, whereas #include would begin beside the including file.
        probe.before().ifPresent(file -> more.addAll(List.of("-include", paths.argument(file))));
        return of(unit, List.of("-c"), more, probe.output(), probe.input());
    }

    /** With a precompiled header; the rest is as without. */
    List<String> of(CompileUnit unit, Path dependencies, PrecompiledHeader header) {
        return of(
                unit, using(header, TO_BITCODE), dependencies(dependencies), unit.bitcode(), paths.file(unit.source()));
    }

    /** With a reduced header; the rest is as without. */
    List<String> of(CompileUnit unit, Path dependencies, ReducedHeader header) {
        var kind = new ArrayList<>(TO_BITCODE);
        kind.addAll(List.of("-ivfsoverlay", paths.argument(header.overlay())));
        return of(unit, kind, dependencies(dependencies), unit.bitcode(), paths.file(unit.source()));
    }

    /** What the lines on standard input come to, with what is left of macros. */
    List<String> survey(CompileUnit unit, Path preprocessed) {
        return of(unit, List.of("-E", "-dD"), List.of("-x", "c"), paths.argument(preprocessed), STANDARD_INPUT);
    }

    /**
     * Precompiles what is on standard input: a file would leave its name in what is made of the header. What is below the
     * project's directory is called by its relative name in it ("relocatable"), as everywhere else; that is how debug info
     * names the files.
     */
    List<String> precompile(CompileUnit unit, PrecompiledHeader header, Path dependencies) {
        var kind =
                List.of("-relocatable-pch", "-isysroot", paths.baseDirectory().toString());
        var more = new ArrayList<>(dependencies(dependencies));
        more.addAll(List.of("-x", "c-header"));
        return of(unit, kind, more, paths.argument(header.file()), STANDARD_INPUT);
    }

    /** Reads standard input with a precompiled header, and lists the files. */
    List<String> tryOut(CompileUnit unit, PrecompiledHeader header, Path dependencies) {
        var more = new ArrayList<>(dependencies(dependencies));
        more.addAll(List.of("-x", "c"));
        return of(unit, using(header, List.of("-fsyntax-only")), more, "-", STANDARD_INPUT);
    }

    /**
     * What decides how a source is understood, and nothing that is there for what is made of it: an editor has no output, and
     * reads headers itself.
     *
     * @param resources where clang's own headers are; empty for those of whoever reads this
     */
    List<String> forEditor(CompileUnit unit, Optional<Path> resources) {
        var arguments = code(unit);
        arguments.addAll(List.of("-fsyntax-only", NO_HOST_HEADERS));
        resources.ifPresent(directory -> arguments.addAll(List.of("-resource-dir", directory.toString())));
        arguments.addAll(directories);
        choices(arguments, unit);
        arguments.add(paths.file(unit.source()).toString());
        return arguments;
    }

    private List<String> using(PrecompiledHeader header, List<String> kind) {
        var arguments = new ArrayList<>(kind);
        arguments.addAll(List.of("-isysroot", ".", "-include-pch", paths.argument(header.file())));
        return arguments;
    }

    /**
     * Behind the user's: a response file may have an {@code -MF}, too. The rule is one for the same name each time, as ccache would
     * look for the output's.
     */
    private List<String> dependencies(Path file) {
        return List.of("-MD", "-MF", paths.argument(file), "-MT", RULE);
    }

    private List<String> of(CompileUnit unit, List<String> kind, List<String> more, Path output, Path input) {
        return of(unit, kind, more, paths.argument(output), paths.argument(input));
    }

    private List<String> of(CompileUnit unit, List<String> kind, List<String> more, String output, String input) {
        var arguments = code(unit);
        // Debug info makes the BTF; DWARF is left out when the object is emitted. Version 5 would have the MD5 of
        // each file in it, such as of a vmlinux.h of three megabytes.
        arguments.addAll(List.of("-gdwarf-4", "-fno-ident", "-fno-color-diagnostics", "-fno-crash-diagnostics"));
        arguments.addAll(kind);
        // Tracing macros are nested ten deep, and what matters is where the outermost is used.
        arguments.add("-fmacro-backtrace-limit=1");
        // Neither the host's headers nor a configuration file of the host: the same input everywhere.
        arguments.addAll(List.of(NO_HOST_HEADERS, "--no-default-config"));
        arguments.addAll(pathMaps);
        arguments.addAll(directories);
        choices(arguments, unit);
        arguments.addAll(more);
        arguments.addAll(List.of("-o", output));
        arguments.add(input);
        return arguments;
    }

    private static List<String> code(CompileUnit unit) {
        var arguments = new ArrayList<String>();
        arguments.add("--target=" + unit.target().byteOrder().triple());
        arguments.add("-mcpu=" + unit.flags().cpu());
        arguments.add("-O" + unit.flags().optimization());
        return arguments;
    }

    private static void choices(List<String> arguments, CompileUnit unit) {
        architecture(arguments, unit.target());
        unit.flags().defines().forEach(define -> arguments.add("-D" + define));
        arguments.addAll(unit.flags().arguments());
    }

    private static List<String> pathMaps(DirectoryNames names) {
        var arguments = new ArrayList<String>();
        arguments.add("-fdebug-compilation-dir=.");
        // In debug info the last map that fits wins (clang 20, CGDebugInfo::remapDIPath): the most general comes first.
        arguments.add("-ffile-prefix-map=./=");
        names.all().forEach(named -> arguments.addAll(maps(named)));
        return arguments;
    }

    private static List<String> directories(ProjectPaths paths, SearchPath searchPath) {
        var arguments = new ArrayList<String>();
        searchPath.user().forEach(directory -> arguments.add("-I" + paths.argument(directory)));
        // Behind what <compilerArgs> may add with -isystem, too.
        searchPath.builtin().forEach(directory -> arguments.addAll(List.of("-idirafter", paths.argument(directory))));
        return arguments;
    }

    /** Both ways to spell a relative name: a precompiled header gives {@code ./x.h} where {@code x.h} is read without. */
    private static List<String> maps(DirectoryNames.Named named) {
        var map = "=" + named.name();
        return named.directory().getFileSystem().getPath(named.argument()).isAbsolute()
                ? List.of("-ffile-prefix-map=" + named.argument() + map)
                : List.of(
                        "-ffile-prefix-map=" + named.argument() + map, "-ffile-prefix-map=./" + named.argument() + map);
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
