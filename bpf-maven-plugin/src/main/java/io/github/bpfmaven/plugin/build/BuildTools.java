package io.github.bpfmaven.plugin.build;

import java.nio.file.Path;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.plugin.compile.Clang;
import io.github.bpfmaven.plugin.compile.ClangPool;
import io.github.bpfmaven.plugin.compile.ClangSlots;
import io.github.bpfmaven.plugin.compile.LargeHeaders;
import io.github.bpfmaven.plugin.compile.SearchPath;
import io.github.bpfmaven.plugin.toolchain.MavenToolchains;
import io.github.bpfmaven.toolchain.LlvmHome;
import io.github.bpfmaven.toolchain.ToolchainException;
import io.github.bpfmaven.worker.WorkerCommand;
import io.github.bpfmaven.worker.WorkerException;

/** The programs that a build runs: each is looked for, or started, when there is something for it to do. */
final class BuildTools implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BpfBuild.class);

    private final MavenToolchains toolchains;
    private final ClangSlots slots;
    private final SharedWorkers workers;
    private final BuildRequest request;
    private final SearchPath searchPath;
    private final LargeHeaders largeHeaders;
    private Optional<LlvmHome> llvm = Optional.empty();
    private boolean announced;
    private Optional<Clang> clang = Optional.empty();
    private Optional<ClangPool> pool = Optional.empty();
    private Optional<WorkerLease> worker = Optional.empty();
    private boolean closed;

    BuildTools(
            MavenToolchains toolchains,
            ClangSlots slots,
            SharedWorkers workers,
            BuildRequest request,
            SearchPath searchPath,
            LargeHeaders largeHeaders) {
        this.largeHeaders = largeHeaders;
        this.toolchains = toolchains;
        this.slots = slots;
        this.workers = workers;
        this.request = request;
        this.searchPath = searchPath;
    }

    /** @throws ToolchainException if there is no LLVM to be had */
    synchronized Clang clang() throws ToolchainException {
        if (clang.isEmpty()) {
            clang = Optional.of(
                    new Clang(llvm(), request.layout().paths(), searchPath, request.launcher(), largeHeaders));
        }
        return clang.get();
    }

    /**
     * Says that something is compiled.
     *
     * @param what of it, and for which targets
     * @throws ToolchainException if there is no LLVM to be had
     */
    synchronized void announce(String what) throws ToolchainException {
        announced = true;
        LOG.info("Compiling {} with LLVM {}", what, llvm().version());
    }

    /** @throws ToolchainException if there is no LLVM to be had */
    synchronized WorkerLease worker() throws ToolchainException {
        if (!announced) {
            announced = true;
            LOG.info("Linking with LLVM {}", llvm().version());
        }
        if (worker.isEmpty()) {
            worker = Optional.of(workers.lease(workerCommand(llvm())));
        }
        return worker.get();
    }

    /**
     * Starts a worker, if LLVM is there, since there will be something to do for it: it gets ready while that is found out.
     * May be called from another thread; what goes wrong is said as soon as something needs it.
     */
    synchronized void expectWork() {
        if (closed || worker.isPresent()) {
            return;
        }
        try {
            llvm = llvm.or(() -> toolchains
                    .ifInstalled(request.toolchain())
                    .filter(home -> home.jniLibraryDirectory().isPresent()));
            worker = llvm.map(home -> workers.lease(workerCommand(home)));
        } catch (WorkerException later) {
            LOG.debug("No link worker yet", later);
        }
    }

    /** What clang runs in. */
    synchronized ClangPool pool() {
        if (pool.isEmpty()) {
            pool = Optional.of(slots.open(request.threads()));
        }
        return pool.get();
    }

    /** Where headers may be precompiled; empty if they may not. */
    Optional<Path> precompiledDirectory() {
        return Optional.of(WorkFiles.precompiled(request.layout().workDirectory()))
                .filter(directory -> request.precompiledHeaders());
    }

    /** Where reduced headers may be; empty if clang shall read whole ones. */
    Optional<Path> reducedDirectory() {
        return Optional.of(WorkFiles.reduced(request.layout().workDirectory()))
                .filter(directory -> request.reducedHeaders());
    }

    /** Where one clang may have what it makes of several sources; empty if each source shall have its own. */
    Optional<Path> batchDirectory() {
        return Optional.of(WorkFiles.batches(request.layout().workDirectory()))
                .filter(directory -> request.batchCompiles());
    }

    /** The LLVM, unless it would have to be fetched and unpacked first. */
    synchronized Optional<LlvmHome> llvmIfHere() {
        return llvm.isPresent() ? llvm : toolchains.ifInstalled(request.toolchain());
    }

    private LlvmHome llvm() throws ToolchainException {
        if (llvm.isEmpty()) {
            llvm = Optional.of(toolchains.resolve(request.toolchain()));
        }
        return llvm.get();
    }

    /** The same for each module of a build that asks for the same, so that all of them have one worker. */
    private WorkerCommand workerCommand(LlvmHome home) {
        var threads = request.threads().orElse(Runtime.getRuntime().availableProcessors());
        return WorkerCommand.likeThisJvm(home.jniLibraryDirectory().orElseThrow(), threads);
    }

    @Override
    public synchronized void close() {
        closed = true;
        pool.ifPresent(ClangPool::close);
        worker.ifPresent(WorkerLease::close);
    }
}
