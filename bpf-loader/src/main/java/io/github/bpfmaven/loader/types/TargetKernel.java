package io.github.bpfmaven.loader.types;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.loader.command.Bpf;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.Kernel;
import io.github.bpfmaven.loader.kernel.KernelFiles;
import io.github.bpfmaven.loader.kernel.LocalKernel;

/**
 * A kernel and what has been found out about it. That is kept, so that a second object is loaded in less time than the first.
 * For use by several threads.
 */
public final class TargetKernel implements AutoCloseable {
    private final Kernel kernel;
    private final Bpf bpf;
    private final Optional<Descriptor> token;
    private final KernelFiles files;
    private final Features features;
    private final KernelTypes types;
    private final KernelSymbols symbols;
    private Optional<KernelVersion> version = Optional.empty();
    private Optional<KernelSettings> settings = Optional.empty();
    private int possibleCpus;

    private TargetKernel(Kernel kernel, Optional<Descriptor> token) {
        this.kernel = kernel;
        this.token = token;
        Bpf own = new Bpf(kernel);
        this.bpf = token.map(own::withToken).orElse(own);
        this.files = new KernelFiles(kernel);
        this.features = new Features(bpf);
        this.types = new KernelTypes(bpf, files);
        this.symbols = new KernelSymbols(files);
    }

    /**
     * This machine's kernel.
     *
     * @throws UnsupportedOperationException if there is none that takes BPF
     */
    public static TargetKernel local() {
        return of(LocalKernel.open());
    }

    /** Some kernel, which is closed with this. */
    public static TargetKernel of(Kernel kernel) {
        return new TargetKernel(kernel, Optional.empty());
    }

    /**
     * Some kernel with the rights that a BPF file system delegates ({@code delegate_cmds} and so on among its mount options),
     * for a process in the user namespace that it was made for (Linux 6.9).
     *
     * @param kernel is closed with this
     * @param fileSystem where it is mounted: {@code /sys/fs/bpf}
     * @throws io.github.bpfmaven.loader.kernel.SystemCallException if it delegates nothing: {@code EOPNOTSUPP} outside of user
     *     namespaces, {@code EPERM} in another one, {@code ENOENT} without such options
     */
    public static TargetKernel withToken(Kernel kernel, String fileSystem) throws IOException {
        try (Descriptor directory = new KernelFiles(kernel).open(fileSystem, KernelFiles.READ_ONLY)) {
            return new TargetKernel(kernel, Optional.of(new Bpf(kernel).createToken(directory.number())));
        }
    }

    /** Its system calls. */
    public Kernel kernel() {
        return kernel;
    }

    /** Its {@code bpf(2)}. */
    public Bpf bpf() {
        return bpf;
    }

    /** Its files. */
    public KernelFiles files() {
        return files;
    }

    /** What it can do. */
    public Features features() {
        return features;
    }

    /** Its types. */
    public KernelTypes types() {
        return types;
    }

    /** Its symbols. */
    public KernelSymbols symbols() {
        return symbols;
    }

    /** Its version. */
    public synchronized KernelVersion version() throws IOException {
        if (version.isEmpty()) {
            version = Optional.of(KernelVersion.read(files));
        }
        return version.get();
    }

    /** What it was configured with; nothing if it does not tell. */
    public synchronized Optional<KernelSettings> settings() throws IOException {
        if (settings.isEmpty()) {
            settings = KernelSettings.read(files);
        }
        return settings;
    }

    /** How many CPUs it may ever have: as many values have the elements of maps with one for each. */
    public synchronized int possibleCpus() throws IOException {
        if (possibleCpus == 0) {
            possibleCpus = CpuList.count(cpus("possible"));
        }
        return possibleCpus;
    }

    /** The numbers of the CPUs that are on now. */
    public List<Integer> onlineCpus() throws IOException {
        return CpuList.all(cpus("online"));
    }

    private String cpus(String kind) throws IOException {
        String file = "/sys/devices/system/cpu/" + kind;
        return files.text(file).orElseThrow(() -> new IOException(file + " is missing: mount sysfs"));
    }

    /** Lets the kernel go. Objects that are loaded must be closed before. */
    @Override
    public void close() throws IOException {
        if (token.isPresent()) {
            token.get().close();
        }
        kernel.close();
    }
}
