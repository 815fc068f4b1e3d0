package io.github.bpfmaven.plugin.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.bpfmaven.linker.LinkInput;
import io.github.bpfmaven.plugin.compile.CompileCommand;
import io.github.bpfmaven.plugin.compile.CompileUnit;
import io.github.bpfmaven.plugin.compile.CompilerFlags;
import io.github.bpfmaven.plugin.compile.EditorCommands;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.compile.MainSources;
import io.github.bpfmaven.plugin.compile.SearchPath;
import io.github.bpfmaven.plugin.compile.Source;
import io.github.bpfmaven.plugin.compile.SourceFlags;
import io.github.bpfmaven.plugin.compile.Sources;
import io.github.bpfmaven.plugin.constants.NamePattern;
import io.github.bpfmaven.plugin.incremental.CompileKeys;
import io.github.bpfmaven.plugin.incremental.RootNames;
import io.github.bpfmaven.plugin.lock.Line;
import io.github.bpfmaven.plugin.lock.LockSettings;
import io.github.bpfmaven.plugin.lock.Wanted;
import io.github.bpfmaven.plugin.scaffold.GeneratedClass;
import io.github.bpfmaven.plugin.scaffold.JavaNames;
import io.github.bpfmaven.toolchain.LlvmHome;

/**
 * What a build is to make, before anything is done for it.
 *
 * @param request what was asked for
 * @param sources what there is
 * @param classes what each program's class is called
 * @param flags each source's
 * @param lint what is made of warnings about objects
 * @param searchPath where headers are looked for
 * @param names what files are called where their paths may not be seen
 */
record ModulePlan(
        BuildRequest request,
        Sources sources,
        Map<Source, GeneratedClass> classes,
        Map<Source, CompilerFlags> flags,
        LintPlan lint,
        SearchPath searchPath,
        RootNames names) {
    /** @param headers where the plugin's headers are, or would be */
    static ModulePlan of(BuildRequest request, Sources sources, Path headers) throws InvalidConfigurationException {
        request.links().check(request.targets());
        var searchPath =
                new SearchPath(request.userDirectories(), request.builtinHeaders() ? List.of(headers) : List.of());
        return new ModulePlan(
                request,
                sources,
                classes(request, sources),
                SourceFlags.of(
                        request.flags(),
                        request.overrides(),
                        sources,
                        request.main().map(MainSources::programs).orElse(List.of())),
                LintPlan.of(request.lint(), request.overrides(), sources),
                searchPath,
                new RootNames(request.layout().paths(), searchPath));
    }

    private static Map<Source, GeneratedClass> classes(BuildRequest request, Sources sources) {
        var paths = sources.programs().stream()
                .map(source -> Path.of(source.path()))
                .toList();
        var byPath = JavaNames.forSources(request.basePackage(), paths);
        return sources.programs().stream()
                .collect(Collectors.toMap(source -> source, source -> byPath.get(Path.of(source.path()))));
    }

    /**
     * How each source is compiled, for editors.
     *
     * @param llvm whose clang and headers; empty if there is none yet
     */
    List<CompileCommand> commands(Optional<LlvmHome> llvm) {
        var all = Stream.concat(sources.programs().stream(), sources.libraries().stream());
        return new EditorCommands(request.layout().paths(), searchPath, llvm)
                .of(all.toList(), new HostOrder(System.getProperty("os.arch")).of(request.targets()), flags::get);
    }

    /** Whether bitcode is linked with other bitcode, and so is of use to more than one link. */
    boolean hasLibraries() {
        return !sources.libraries().isEmpty() || !request.links().libraries().isEmpty();
    }

    /** Where a unit's object belongs. */
    Path place(CompileUnit unit) {
        return request.layout()
                .resourceDirectory()
                .resolve(classes.get(unit.source()).resourcePath(unit.target().suffix()));
    }

    /** The name of a source's file. */
    String name(Source source) {
        return names.name(request.layout().paths().file(source));
    }

    /**
     * What a lock has to say for its objects to be those that are to be made.
     *
     * @param llvm which LLVM would make them
     */
    Wanted wanted(String llvm) throws InvalidConfigurationException {
        var java = request.java();
        var settings = new LockSettings(request.toolchain().pluginVersion(), llvm)
                .headers(searchPath.user().stream().map(this::directory).toList(), request.builtinHeaders())
                .links(request.links().exports(), request.links().libraries())
                .java(
                        java.options().types().enabled(),
                        java.options().types().names(),
                        java.options().types().prefix(),
                        java.constants().stream().map(NamePattern::text).toList())
                .loader(java.options().loader());
        var keys = new CompileKeys("", "", "", request.layout().paths(), searchPath, names);
        var libraries = new ArrayList<Wanted.Source>();
        for (var library : sources.libraries()) {
            libraries.add(source(library, keys));
        }
        for (var file : libraryFiles()) {
            libraries.add(new Wanted.Source(names.name(file), List.of(), List.of()));
        }
        return new Wanted(
                settings.lines(),
                libraries,
                sources.programs().stream()
                        .map(program -> program(program, keys))
                        .toList());
    }

    /** Files of compiled library code, for all targets, each once. */
    List<Path> libraryFiles() throws InvalidConfigurationException {
        var files = new ArrayList<Path>();
        for (var target : request.targets()) {
            for (var input : request.links().inputs(target.byteOrder())) {
                if (input instanceof LinkInput.InFile file && !files.contains(file.path())) {
                    files.add(file.path());
                }
            }
        }
        return files;
    }

    private String directory(Path directory) {
        // A file's, as a directory that is outside has a name only in front of its files.
        var file = names.name(directory.resolve("x"));
        return file.equals("x") ? "." : file.substring(0, file.length() - "/x".length());
    }

    private Wanted.Program program(Source source, CompileKeys keys) {
        var objects = new TreeMap<String, String>();
        request.targets()
                .forEach(target ->
                        objects.put(target.suffix(), classes.get(source).resourcePath(target.suffix())));
        return new Wanted.Program(
                source(source, keys), objects, classes.get(source).sourcePath());
    }

    private Wanted.Source source(Source source, CompileKeys keys) {
        var own = flags.get(source);
        var lines = new ArrayList<Line>();
        lines.add(new Line("optimization", own.optimization()));
        lines.add(new Line("cpu", own.cpu()));
        Stream.concat(
                        own.defines().stream().map(define -> new Line("define", define)),
                        keys.portable(own.arguments()).stream().map(argument -> new Line("argument", argument)))
                .forEach(lines::add);
        // Macros may name headers.
        var arguments = Stream.concat(own.defines().stream().map(define -> "-D" + define), own.arguments().stream());
        return new Wanted.Source(name(source), lines, arguments.toList());
    }
}
