package io.github.bpfmaven.worker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.llvm.global.LLVM;

import io.github.bpfmaven.linker.BpfLinker;

/**
 * How a worker process is started.
 *
 * @param java the {@code java} executable
 * @param classPath what holds this library and the LLVM bindings
 * @param nativeDirectory where LLVM's native libraries are; the process runs there
 * @param threads how many links run at the same time, at least 1
 * @param limits what a link may take before it is given up
 */
public record WorkerCommand(Path java, List<Path> classPath, Path nativeDirectory, int threads, LinkLimits limits) {
    /**
     * A link takes some 20 MB from {@code malloc} and gives them back; glibc hands them to the kernel each time, and the next
     * link has each page from there again, cleared: a fifth of its time. Nothing else reads these (mallopt(3)).
     */
    static final Map<String, String> ENVIRONMENT =
            Map.of("MALLOC_TOP_PAD_", Integer.toString(16 << 20), "MALLOC_TRIM_THRESHOLD_", Integer.toString(64 << 20));

    public WorkerCommand {
        classPath = List.copyOf(classPath);
        if (threads < 1) {
            throw new IllegalArgumentException("a worker needs a thread, not " + threads);
        }
    }

    /** A worker that runs on this JVM's Java with the same library files as this JVM. */
    public static WorkerCommand likeThisJvm(Path nativeDirectory, int threads) {
        // A class literal doesn't initialise its class; initialised, the last one would load LLVM into this JVM.
        var classPath = LightJvm.classPath(List.of(BpfLinker.class, Loader.class, LLVM.class));
        return new WorkerCommand(LightJvm.java(), classPath, nativeDirectory, threads, LinkLimits.ofThisMachine());
    }

    /** The same with other limits. */
    public WorkerCommand withLimits(LinkLimits other) {
        return new WorkerCommand(java, classPath, nativeDirectory, threads, other);
    }

    /** A process that links until it is told nothing more. */
    List<String> link(List<String> llvmOptions) {
        var line = commandLine(Runtime.version().feature());
        line.addAll(List.of(
                Integer.toString(threads), Long.toString(limits.time().toMillis()), Long.toString(limits.memory())));
        line.addAll(llvmOptions);
        return line;
    }

    /** A process that prints the options that LLVM has. */
    List<String> printOptions() {
        var line = commandLine(Runtime.version().feature());
        line.add(WorkerMain.PRINT_OPTIONS);
        return line;
    }

    private List<String> commandLine(int javaFeature) {
        var line = new ArrayList<String>();
        line.add(java.toString());
        line.addAll(LightJvm.OPTIONS);
        // A crash inside LLVM is reported by the caller, at once; nothing is to be left in the user's directories.
        line.addAll(List.of("-XX:+SuppressFatalErrorMessage", "-XX:-CreateCoredumpOnCrash"));
        if (javaFeature >= 22) {
            line.add("--enable-native-access=ALL-UNNAMED");
        }
        line.add("-Djava.library.path=" + nativeDirectory);
        // Load from that directory instead of unpacking copies to a cache of JavaCPP's own.
        line.add("-Dorg.bytedeco.javacpp.pathsfirst=true");
        line.addAll(LightJvm.classPathOption(classPath));
        line.add(WorkerMain.class.getName());
        return line;
    }
}
