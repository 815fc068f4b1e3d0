package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a process of clang is started, so that it does the same whoever starts it. */
final class ClangCommand {
    private static final Logger LOG = LoggerFactory.getLogger(ClangCommand.class);

    /**
     * What clang 20 reads from its environment and would make a build depend on the shell that it was started from: all
     * that driver, cc1 and LLVM ask for (calls of {@code getenv} in the libraries of LLVM 20.1.7), but for what counts
     * for other targets or for crash reports alone.
     */
    private static final List<String> UNWANTED = List.of(
            // More directories: Clang.cpp, AddPreprocessingOptions; CommonArgs.cpp, addDirectoryList.
            "CPATH",
            "C_INCLUDE_PATH",
            "CPLUS_INCLUDE_PATH",
            "OBJC_INCLUDE_PATH",
            "OBJCPLUS_INCLUDE_PATH",
            "COMPILER_PATH",
            "LIBRARY_PATH",
            // Other arguments: driver.cpp.
            "CCC_OVERRIDE_OPTIONS",
            // With it set, clang warns of the --no-default-config that it gets: Driver.cpp.
            "CLANG_NO_DEFAULT_CONFIG",
            // What stands in the bitcode's symbol table as its producer: IRSymtab.cpp.
            "LLVM_OVERRIDE_PRODUCER",
            // More to say, or to write: driver.cpp, SetBackdoorDriverOutputsFromEnvVars; Clang.cpp.
            "CC_PRINT_OPTIONS",
            "CC_PRINT_OPTIONS_FILE",
            "CC_PRINT_HEADERS",
            "CC_PRINT_HEADERS_FILE",
            "CC_PRINT_HEADERS_FORMAT",
            "CC_PRINT_HEADERS_FILTERING",
            "CC_LOG_DIAGNOSTICS",
            "CC_LOG_DIAGNOSTICS_FILE",
            "CC_PRINT_PROC_STAT",
            "CC_PRINT_PROC_STAT_FILE",
            "CC_PRINT_INTERNAL_STAT",
            "CC_PRINT_INTERNAL_STAT_FILE",
            "AS_SECURE_LOG_FILE",
            "FORCE_CLANG_DIAGNOSTICS_CRASH",
            // Not clang's, but ccache's.
            "DEPENDENCIES_OUTPUT",
            "SUNPRO_DEPENDENCIES");

    private final Path clang;
    private final CompilerLauncher launcher;
    private final Path directory;
    private final Map<String, String> environment;
    private final boolean argumentsInFile;

    /**
     * @param directory in which clang runs
     * @param environment what it would inherit
     * @param argumentsInFile whether arguments go through a file: on Windows a command line ends at 32,767 characters, which a
     *     hundred include directories are enough for, and Java hands on quotes in arguments there as they are
     */
    ClangCommand(
            Path clang,
            CompilerLauncher launcher,
            Path directory,
            Map<String, String> environment,
            boolean argumentsInFile) {
        this.argumentsInFile = argumentsInFile;
        this.clang = clang;
        this.launcher = launcher;
        this.directory = directory;
        this.environment = own(environment, directory);
    }

    /** What runs. */
    Path clang() {
        return clang;
    }

    /** Standard output and standard error come as one stream. */
    Process start(List<String> arguments) throws IOException {
        var line = new ArrayList<>(launcher.command());
        line.add(clang.toString());
        if (!argumentsInFile) {
            line.addAll(arguments);
            return process(line);
        }
        var file = Files.createTempFile("clang", ".args");
        try {
            Files.writeString(file, ResponseFile.text(arguments));
            line.add("@" + file);
            var process = process(line);
            process.onExit().thenRun(() -> delete(file));
            return process;
        } catch (IOException | RuntimeException failure) {
            delete(file);
            throw failure;
        }
    }

    private Process process(List<String> line) throws IOException {
        var builder = new ProcessBuilder(line);
        builder.directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Map<String, String> own(Map<String, String> inherited, Path directory) {
        var own = new HashMap<>(inherited);
        UNWANTED.forEach(own::remove);
        // How LLVM learns the name of the directory it runs in, where links lead there in several ways.
        own.put("PWD", directory.toString());
        // __DATE__ and __TIME__ must not differ from build to build.
        own.put("SOURCE_DATE_EPOCH", "0");
        return Map.copyOf(own);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException inUse) {
            // It is in the directory for temporary files.
            LOG.debug("{} is left there", file, inUse);
        }
    }

    /** Ends a process that is still running, with the clang that a launcher may have started. */
    static void stop(Process process) {
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** The variables that clang doesn't get to see. */
    static List<String> unwanted() {
        return UNWANTED;
    }
}
