package io.github.bpfmaven.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

import io.github.bpfmaven.linker.LinkRequest;
import io.github.bpfmaven.linker.LinkResult;
import io.github.bpfmaven.problem.Explanations;
import io.github.bpfmaven.problem.Speaker;
import io.github.bpfmaven.toolchain.ToolchainException;
import io.github.bpfmaven.worker.LinkWorker;
import io.github.bpfmaven.worker.WorkerCommand;
import io.github.bpfmaven.worker.WorkerException;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** {@code bpf-linker}. */
public final class Main {
    private static final int LINKED = 0;
    private static final int NOT_LINKED = 1;
    private static final int WRONG_USAGE = 2;

    private final Path directory;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    /** @param directory what relative paths are relative to */
    Main(Path directory, Map<String, String> environment, PrintStream out, PrintStream err) {
        this.directory = directory;
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        var status = new Main(Path.of("").toAbsolutePath(), System.getenv(), System.out, System.err).run(arguments);
        System.exit(status);
    }

    /** @return the exit status: 0 linked, 1 not linked, 2 wrong usage */
    int run(String... line) {
        var arguments = new Arguments();
        var parser = parser(arguments);
        try {
            var parsed = parser.parseArgs(line);
            if (parsed.isUsageHelpRequested()) {
                parser.usage(out);
                return LINKED;
            }
            if (parsed.isVersionHelpRequested()) {
                parser.printVersionHelp(out);
                return LINKED;
            }
            return link(arguments);
        } catch (ParameterException | UsageException wrong) {
            err.println("bpf-linker: error: " + wrong.getMessage());
            err.println("bpf-linker --help tells what there is");
            return WRONG_USAGE;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return NOT_LINKED;
        }
    }

    static CommandLine parser(Arguments arguments) {
        return new CommandLine(arguments)
                // Not --export a b: what follows is an input.
                .setAllowOptionsAsOptionParameters(true)
                .setUnmatchedOptionsArePositionalParams(false);
    }

    private int link(Arguments arguments) throws UsageException, InterruptedException {
        var output = new OutputFile(directory.resolve(arguments.output));
        try {
            var log = Log.open(
                    err,
                    arguments.logLevel,
                    Optional.ofNullable(arguments.logFile).map(directory::resolve));
            var request = new Requests(arguments, directory).request();
            arguments.ignored().forEach(flag -> log.info(flag + " has no effect"));
            return link(arguments, request, output, log);
        } catch (ToolchainException | WorkerException failure) {
            var named = new Explanations(Map::of).named(Speaker.SURROUNDINGS, failure.getMessage());
            err.println("bpf-linker: error: " + named);
        } catch (IOException failure) {
            err.println("bpf-linker: error: " + describe(failure));
        }
        return NOT_LINKED;
    }

    private int link(Arguments arguments, LinkRequest request, OutputFile output, Log log)
            throws ToolchainException, IOException, InterruptedException {
        var libraries = new LlvmLocator(environment, LlvmLocator.defaultRepository()).libraries(arguments.llvm);
        try (var worker = LinkWorker.start(WorkerCommand.likeThisJvm(libraries, 1))) {
            var result = worker.link(request).get();
            result.diagnostics().forEach(log::diagnostic);
            if (result instanceof LinkResult.Linked linked) {
                output.write(linked.output());
                if (arguments.mapFile != null) {
                    var text = MapFile.text(arguments.output.toString(), linked.symbols());
                    new OutputFile(directory.resolve(arguments.mapFile)).write(text.getBytes(StandardCharsets.UTF_8));
                }
                return LINKED;
            }
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof WorkerException worker) {
                throw worker;
            }
            throw new IllegalStateException(failure);
        }
        output.delete();
        return NOT_LINKED;
    }

    private static String describe(IOException failure) {
        // The message of a FileSystemException is only the file's name where the kind of exception says the rest.
        return failure instanceof FileSystemException file && file.getReason() == null
                ? file.getFile() + ": " + file.getClass().getSimpleName().replace("Exception", "")
                : failure.getMessage();
    }
}
