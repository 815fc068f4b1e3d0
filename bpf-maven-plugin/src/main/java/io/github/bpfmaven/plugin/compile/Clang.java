package io.github.bpfmaven.plugin.compile;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.linker.SourceRoot;
import io.github.bpfmaven.plugin.compile.ClangDiagnostic.Severity;
import io.github.bpfmaven.toolchain.LlvmHome;

/** Runs clang: one process for each source and target. */
public final class Clang {
    private static final Logger LOG = LoggerFactory.getLogger(Clang.class);

    private final LlvmHome llvm;
    private final ClangProcess process;
    private final boolean hasLauncher;
    private final ProjectPaths paths;
    private final SearchPath searchPath;
    private final DirectoryNames names;
    private final ClangArguments arguments;
    private final LargeHeaders largeHeaders;
    /** In names of files on their way: a clang whose Maven was killed goes on, and must not write into the next build's. */
    private final String own = UUID.randomUUID().toString().substring(0, 8);

    private final Path resourceHeaders;
    private final DependencyLists lists = new DependencyLists(own);
    private final FilesRead filesRead;

    /** Runs clang by itself. */
    public Clang(LlvmHome llvm, ProjectPaths paths, SearchPath searchPath) {
        this(llvm, paths, searchPath, CompilerLauncher.NONE, LargeHeaders.ofThisBuild());
    }

    /**
     * @param llvm whose clang
     * @param paths where the project is
     * @param searchPath where headers are
     * @param launcher what runs it
     * @param largeHeaders those that are known already
     */
    public Clang(
            LlvmHome llvm,
            ProjectPaths paths,
            SearchPath searchPath,
            CompilerLauncher launcher,
            LargeHeaders largeHeaders) {
        this(llvm, paths, searchPath, launcher, largeHeaders, System.getenv());
    }

    /** @param environment that clang inherits, as far as that makes no difference */
    Clang(
            LlvmHome llvm,
            ProjectPaths paths,
            SearchPath searchPath,
            CompilerLauncher launcher,
            LargeHeaders largeHeaders,
            Map<String, String> environment) {
        this.llvm = llvm;
        this.largeHeaders = largeHeaders;
        this.hasLauncher = launcher.isPresent();
        this.process = new ClangProcess(new ClangCommand(
                llvm.clang(), launcher, paths.baseDirectory(), environment, File.separatorChar == '\\'));
        this.paths = paths;
        this.searchPath = searchPath;
        this.names = new DirectoryNames(paths, searchPath, llvm);
        this.arguments = new ClangArguments(paths, searchPath, names);
        this.resourceHeaders = resources(llvm).resolve("include");
        this.filesRead = new FilesRead(paths, names, resourceHeaders);
    }

    /**
     * Whether another program runs clang. Those that keep results (ccache) or send the work elsewhere (distcc) can't do so
     * for compiles with a precompiled header unless they are told to.
     */
    public boolean hasLauncher() {
        return hasLauncher;
    }

    /** Where the files are that the bitcode's debug info names. */
    public List<SourceRoot> sourceRoots() {
        return names.sourceRoots();
    }

    /** The same without clang's own headers, for who has no clang. */
    public static List<SourceRoot> sourceRoots(ProjectPaths paths, SearchPath searchPath) {
        return new DirectoryNames(paths, searchPath).sourceRoots();
    }

    /** Variables of the environment that clang never gets to see, since they would make it do something else. */
    public static List<String> hiddenVariables() {
        return ClangCommand.unwanted();
    }

    /** In which order sources are best compiled. */
    public CompileOrder order() {
        return new CompileOrder(paths, searchPath);
    }

    /**
     * Compiles to bitcode.
     *
     * @throws IOException if clang can't be run, or the directory for the bitcode can't be written
     */
    public CompileResult compile(CompileUnit unit) throws IOException, InterruptedException {
        return compile(unit, (part, list) -> arguments.of(part, list));
    }

    private CompileResult compile(CompileUnit unit, BiFunction<CompileUnit, Path, List<String>> arguments)
            throws IOException, InterruptedException {
        var part = unit.part(own);
        // A launcher that doesn't have it written must not leave what another compile has read.
        var list = hasLauncher()
                ? part.dependencyFile()
                : lists.take(unit.bitcode().getParent());
        try {
            var answer = run(arguments.apply(part, list), part.bitcode(), "");
            if (answer.succeeded()) {
                var files = filesRead.of(unit, DependencyFile.parse(Files.readString(list)));
                Files.move(part.bitcode(), unit.bitcode(), StandardCopyOption.ATOMIC_MOVE);
                return new CompileResult(unit, true, files, answer.diagnostics(), Optional.empty());
            }
            return new CompileResult(unit, false, List.of(), answer.diagnostics(), Optional.of(writeArguments(unit)));
        } finally {
            if (hasLauncher()) {
                Files.deleteIfExists(list);
            } else {
                lists.giveBack(list);
            }
        }
    }

    /** Where clang's own headers are. */
    public Path resourceHeaders() {
        return resourceHeaders;
    }

    /** What clang calls its resource directory. */
    static Path resources(LlvmHome llvm) {
        var major = llvm.version().split("\\.", 2)[0];
        return llvm.directory().resolve("lib/clang/" + major);
    }

    /**
     * Asks something about a source.
     *
     * @throws IOException if clang can't be run, or the directory for the output can't be written
     */
    public ClangProbe.Answer ask(CompileUnit unit, ClangProbe probe) throws IOException, InterruptedException {
        return run(arguments.of(unit, probe), probe.output(), "");
    }

    /**
     * Compiles to bitcode with a precompiled header. If clang has anything to say the source is compiled again without, so that
     * messages are those of a build that has no precompiled headers.
     */
    CompileResult compile(CompileUnit unit, PrecompiledHeader header) throws IOException, InterruptedException {
        return orPlain(compile(unit, (part, list) -> arguments.of(part, list, header)));
    }

    /** The same with a header that has no more in it than the source needs. */
    CompileResult compile(CompileUnit unit, ReducedHeader header) throws IOException, InterruptedException {
        return orPlain(compile(unit, (part, list) -> arguments.of(part, list, header)));
    }

    private CompileResult orPlain(CompileResult result) throws IOException, InterruptedException {
        if (result.succeeded() && result.diagnostics().isEmpty()) {
            return result;
        }
        LOG.debug(
                "Compiling {} again with whole headers as text: {}",
                result.unit().source(),
                result.diagnostics());
        return compile(result.unit());
    }

    /** Preprocesses a group's headers. */
    ClangProbe.Answer survey(PrecompiledGroup group, Path preprocessed) throws IOException, InterruptedException {
        return run(arguments.survey(group.unit(), preprocessed), preprocessed, HeaderSurvey.text(group));
    }

    /** Precompiles a group's headers. */
    ClangProbe.Answer precompile(PrecompiledGroup group, PrecompiledHeader header, Path dependencies)
            throws IOException, InterruptedException {
        return run(arguments.precompile(group.unit(), header, dependencies), header.file(), group.text());
    }

    /** Compiles what begins as a group's sources do, and has nothing else. */
    ClangProbe.Answer tryOut(PrecompiledGroup group, PrecompiledHeader header, Path dependencies)
            throws IOException, InterruptedException {
        return run(arguments.tryOut(group.unit(), header, dependencies), dependencies, group.text());
    }

    Precompiler precompiler() {
        return new Precompiler(this, paths);
    }

    /** Precompiled headers for the sources that this compiles; empty if they would make a difference here. */
    Optional<PrecompiledHeaders> precompiledHeaders(Path directory) {
        if (!mayReplaceHeaders()) {
            return Optional.empty();
        }
        var gain = new PrecompiledGain(Runtime.getRuntime().availableProcessors());
        return Optional.of(new PrecompiledHeaders(new PrecompilePlan(paths, searchPath, gain), directory));
    }

    /**
     * Headers without what sources don't need; empty if they would make a difference here.
     *
     * @param directory where they are while they are needed; what is known of headers is remembered beside it
     */
    Optional<ReducedHeaders> reducedHeaders(Path directory) {
        if (!mayReplaceHeaders()) {
            return Optional.empty();
        }
        return Optional.of(new ReducedHeaders(
                new SourceReader(paths, searchPath, resourceHeaders(), largeHeaders),
                new SilentHeaders(directory.resolveSibling(directory.getFileName() + ".state"), llvm.version()),
                directory));
    }

    /**
     * Compiles several sources with one clang; empty if they are better compiled one by one.
     *
     * @param directory for nothing else
     */
    Optional<BatchCompiler> batches(Path directory) {
        if (!mayReplaceHeaders()) {
            return Optional.empty();
        }
        var frontEnd = new FrontEndArguments(
                unit -> process.run(arguments.driver(unit), "").output(), paths);
        return Optional.of(new BatchCompiler(process, frontEnd, paths, filesRead, directory.resolve(own)));
    }

    private boolean mayReplaceHeaders() {
        // On Windows, clang turns the slashes of names around when it writes them into a precompiled header, and drives
        // have
        // letters of two cases.
        return !hasLauncher() && File.separatorChar == '/';
    }

    private ClangProbe.Answer run(List<String> list, Path outputFile, String input)
            throws IOException, InterruptedException {
        Files.createDirectories(outputFile.getParent());
        var ended = process.run(list, input);
        var diagnostics = ClangOutput.parse(ended.output().lines().toList());
        return new ClangProbe.Answer(
                ended.succeeded(), ended.succeeded() ? warnings(diagnostics) : explained(diagnostics, ended.status()));
    }

    /** What isn't clang's counts as an error, and is none where it succeeds: a launcher that reaches no server. */
    private static List<ClangDiagnostic> warnings(List<ClangDiagnostic> diagnostics) {
        return diagnostics.stream()
                .map(diagnostic -> diagnostic.severity() == Severity.ERROR
                        ? new ClangDiagnostic(
                                Severity.WARNING, diagnostic.place(), diagnostic.message(), diagnostic.context())
                        : diagnostic)
                .toList();
    }

    /** A killed clang says nothing. */
    private static List<ClangDiagnostic> explained(List<ClangDiagnostic> diagnostics, int status) {
        if (diagnostics.stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR)) {
            return diagnostics;
        }
        var silent = new ClangDiagnostic(
                Severity.ERROR, Optional.empty(), "clang ended with status " + status + " and no error", List.of());
        return Stream.concat(diagnostics.stream(), Stream.of(silent)).toList();
    }

    /** A response file: {@code clang @FILE} in the base directory does the same again. */
    private Path writeArguments(CompileUnit unit) throws IOException {
        var file = unit.argumentsFile();
        Files.writeString(file, ResponseFile.text(arguments.of(unit, unit.dependencyFile())));
        return file;
    }
}
