package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
    private final ClangCommand command;
    private final ProjectPaths paths;
    private final SearchPath searchPath;
    private final DirectoryNames names;
    private final ClangArguments arguments;

    /** Runs clang by itself. */
    public Clang(LlvmHome llvm, ProjectPaths paths, SearchPath searchPath) {
        this(llvm, paths, searchPath, CompilerLauncher.NONE);
    }

    /**
     * @param llvm whose clang
     * @param paths where the project is
     * @param searchPath where headers are
     * @param launcher what runs it
     */
    public Clang(LlvmHome llvm, ProjectPaths paths, SearchPath searchPath, CompilerLauncher launcher) {
        this(llvm, paths, searchPath, launcher, System.getenv());
    }

    /** @param environment that clang inherits, as far as that makes no difference */
    Clang(
            LlvmHome llvm,
            ProjectPaths paths,
            SearchPath searchPath,
            CompilerLauncher launcher,
            Map<String, String> environment) {
        this.llvm = llvm;
        this.command = new ClangCommand(llvm.clang(), launcher, paths.baseDirectory(), environment);
        this.paths = paths;
        this.searchPath = searchPath;
        this.names = new DirectoryNames(paths, searchPath, llvm);
        this.arguments = new ClangArguments(paths, searchPath, names);
    }

    /**
     * Whether another program runs clang. Those that keep results (ccache) or send the work elsewhere (distcc) can't do so
     * for compiles with a precompiled header unless they are told to.
     */
    public boolean hasLauncher() {
        return command.hasLauncher();
    }

    /** Where the files are that the bitcode's debug info names. */
    public List<SourceRoot> sourceRoots() {
        return names.sourceRoots();
    }

    /** The same without clang's own headers, for who has no clang. */
    public static List<SourceRoot> sourceRoots(ProjectPaths paths, SearchPath searchPath) {
        return new DirectoryNames(paths, searchPath).sourceRoots();
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
        var list = arguments.of(unit);
        var answer = run(list, unit.bitcode());
        return answer.succeeded()
                ? new CompileResult(unit, true, filesRead(unit), answer.diagnostics(), Optional.empty())
                : new CompileResult(
                        unit, false, List.of(), answer.diagnostics(), Optional.of(writeArguments(unit, list)));
    }

    /** Where clang's own headers are. */
    public Path resourceHeaders() {
        var major = llvm.version().split("\\.", 2)[0];
        return llvm.directory().resolve("lib/clang/" + major + "/include");
    }

    private List<Path> filesRead(CompileUnit unit) throws IOException {
        var list = unit.dependencyFile();
        var own = resourceHeaders();
        var files = new ArrayList<Path>();
        for (var name : DependencyFile.parse(Files.readString(list))) {
            var file = plain(paths.baseDirectory().resolve(name));
            if (!file.startsWith(own)) {
                files.add(file);
            }
        }
        Files.delete(list);
        return files;
    }

    /** Without {@code .} and {@code ..}, unless a link makes that another file. */
    private static Path plain(Path file) throws IOException {
        var normal = file.normalize();
        return normal.equals(file) || !file.toString().contains("..") || Files.isSameFile(normal, file) ? normal : file;
    }

    /**
     * Asks something about a source.
     *
     * @throws IOException if clang can't be run, or the directory for the output can't be written
     */
    public ClangProbe.Answer ask(CompileUnit unit, ClangProbe probe) throws IOException, InterruptedException {
        return run(arguments.of(unit, probe), probe.output());
    }

    private ClangProbe.Answer run(List<String> list, Path outputFile) throws IOException, InterruptedException {
        LOG.debug("{} {}", llvm.clang(), String.join(" ", quoted(list)));
        Files.createDirectories(outputFile.getParent());
        var process = command.start(list);
        try {
            process.getOutputStream().close();
            // Not always UTF-8: clang quotes the source. What can't be decoded is shown as a replacement character.
            var output = new String(new ProcessOutput(process).read(), StandardCharsets.UTF_8);
            var status = process.waitFor();
            var diagnostics = ClangOutput.parse(output.lines().toList());
            return new ClangProbe.Answer(
                    status == 0, status == 0 ? warnings(diagnostics) : explained(diagnostics, status));
        } finally {
            ClangCommand.stop(process);
        }
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
    private static Path writeArguments(CompileUnit unit, List<String> list) throws IOException {
        var file = unit.argumentsFile();
        Files.writeString(file, quoted(list).stream().collect(Collectors.joining("\n", "", "\n")));
        return file;
    }

    private static List<String> quoted(List<String> list) {
        return list.stream()
                .map(argument -> argument.matches("[\\w@%+=:,./-]+")
                        ? argument
                        : '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .toList();
    }
}
