package io.github.bpfmaven.loader.types;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfFormatException;
import io.github.bpfmaven.btf.BtfKind;
import io.github.bpfmaven.loader.command.Bpf;
import io.github.bpfmaven.loader.command.BtfInfo;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.KernelFiles;
import io.github.bpfmaven.loader.kernel.SystemCallException;

/**
 * The types of a kernel and of its modules. They are read when they are first asked for, and kept; modules that are loaded
 * afterwards are not seen. For use by several threads.
 */
public final class KernelTypes {
    private static final String VMLINUX = "/sys/kernel/btf/vmlinux";

    private final Bpf bpf;
    private final KernelFiles files;
    private Optional<Optional<Btf>> kernel = Optional.empty();
    private Optional<List<ModuleTypes>> modules = Optional.empty();

    KernelTypes(Bpf bpf, KernelFiles files) {
        this.bpf = bpf;
        this.files = files;
    }

    /**
     * The types of a module.
     *
     * @param name of the module
     * @param id by which the kernel knows this BTF
     * @param types all with those of the kernel, which they go on from
     */
    public record ModuleTypes(String name, int id, Btf types) {}

    /**
     * Where a type is.
     *
     * @param types of the kernel, or of the module
     * @param id that it has there
     * @param module nothing if it is the kernel's own
     */
    public record Found(Btf types, int id, Optional<ModuleTypes> module) {}

    /** The kernel's own types; nothing if it has none ({@code CONFIG_DEBUG_INFO_BTF}). */
    public synchronized Optional<Btf> kernel() throws IOException {
        if (kernel.isEmpty()) {
            Optional<byte[]> section = section();
            try {
                kernel = Optional.of(
                        section.isPresent()
                                ? Optional.of(
                                        Btf.read(section.get(), bpf.kernel().byteOrder()))
                                : Optional.empty());
            } catch (BtfFormatException damaged) {
                throw new IOException(VMLINUX + " is damaged: " + damaged.getMessage(), damaged);
            }
        }
        return kernel.get();
    }

    /**
     * The kernel's own section. Where the kernel has an id for it (Linux 5.11) and tells it to this process, that is a matter of
     * one call; out of the file come 4 KiB with each, and with a kernel elsewhere it takes ten times as long.
     */
    private Optional<byte[]> section() throws IOException {
        Optional<Integer> lowest = bpf.nextBtf(0);
        Optional<BtfInfo> first = lowest.isPresent() ? info(lowest.get()) : Optional.empty();
        return first.isPresent() && isVmlinux(first.get())
                ? Optional.of(first.get().bytes())
                : files.read(VMLINUX);
    }

    /**
     * The types of the modules, in the order of their ids; empty also where nobody may ask for them ({@code CAP_SYS_ADMIN}).
     */
    public synchronized List<ModuleTypes> modules() throws IOException {
        if (modules.isEmpty()) {
            List<ModuleTypes> found = new ArrayList<>();
            Optional<Btf> base = kernel();
            if (base.isPresent()) {
                for (Optional<Integer> id = bpf.nextBtf(0); id.isPresent(); id = bpf.nextBtf(id.get())) {
                    module(base.get(), id.get()).ifPresent(found::add);
                }
            }
            modules = Optional.of(List.copyOf(found));
        }
        return modules.get();
    }

    private Optional<ModuleTypes> module(Btf base, int id) throws IOException {
        Optional<BtfInfo> info = info(id).filter(found -> found.ofKernel() && !isVmlinux(found));
        try {
            return info.isPresent()
                    ? Optional.of(new ModuleTypes(
                            info.get().name(),
                            id,
                            Btf.readSplit(base, info.get().bytes())))
                    : Optional.empty();
        } catch (BtfFormatException unreadable) {
            // As if the module had none.
            return Optional.empty();
        }
    }

    private static boolean isVmlinux(BtfInfo info) {
        return info.ofKernel() && info.name().equals("vmlinux");
    }

    /** Nothing if there is no such BTF any more, or the kernel does not tell. */
    private Optional<BtfInfo> info(int id) throws IOException {
        Optional<Descriptor> opened = bpf.btf(id);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (Descriptor descriptor = opened.get()) {
            return Optional.of(bpf.btfInfo(descriptor.number()));
        } catch (SystemCallException unknown) {
            return Optional.empty();
        }
    }

    /** A type of the kernel, or of the first module that has one of that name. */
    public Optional<Found> find(String name, BtfKind kind) throws IOException {
        Optional<Btf> own = kernel();
        if (own.isEmpty()) {
            return Optional.empty();
        }
        OptionalInt id = own.get().ids(kind, name).findFirst();
        if (id.isPresent()) {
            return Optional.of(new Found(own.get(), id.getAsInt(), Optional.empty()));
        }
        for (ModuleTypes module : modules()) {
            OptionalInt inModule = module.types().ids(kind, name).findFirst();
            if (inModule.isPresent()) {
                return Optional.of(new Found(module.types(), inModule.getAsInt(), Optional.of(module)));
            }
        }
        return Optional.empty();
    }
}
