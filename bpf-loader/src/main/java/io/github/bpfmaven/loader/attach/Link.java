package io.github.bpfmaven.loader.attach;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.bpfmaven.loader.command.Bpf;
import io.github.bpfmaven.loader.command.Links;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.Kernel;
import io.github.bpfmaven.loader.kernel.KernelFiles;

/** Holds a program where it is attached, until it is closed. For use by several threads. */
public final class Link implements AutoCloseable {
    private final Kernel kernel;
    private final List<Descriptor> descriptors;
    private final Undo undo;
    private final boolean pinnable;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** What takes a program off that no descriptor holds. */
    @FunctionalInterface
    interface Undo {
        /** Takes it off. */
        void run() throws IOException;
    }

    private Link(Kernel kernel, List<Descriptor> descriptors, Undo undo, boolean pinnable) {
        this.kernel = kernel;
        this.descriptors = List.copyOf(descriptors);
        this.undo = undo;
        this.pinnable = pinnable;
    }

    /** A link of the kernel's, and what else it takes. */
    static Link of(Descriptor link, Descriptor... more) {
        List<Descriptor> all = new ArrayList<>(List.of(link));
        all.addAll(List.of(more));
        return new Link(link.kernel(), all, () -> {}, true);
    }

    /** Held by what is no link: it ends with the descriptors, or is undone. */
    static Link without(Kernel kernel, Undo undo, Descriptor... descriptors) {
        return new Link(kernel, List.of(descriptors), undo, false);
    }

    /**
     * Gives it a name in a BPF file system: the program stays attached when this is closed, until the file is removed.
     *
     * @throws UnsupportedOperationException if it is attached without a link, as sockets and old kernels do
     */
    public void pin(String path) throws IOException {
        if (!pinnable) {
            throw new UnsupportedOperationException("it is attached without a link, which alone can be pinned");
        }
        descriptors.get(0).use(link -> {
            new Bpf(kernel).pin(link, path);
            return true;
        });
    }

    /**
     * What an iterator prints, all of it; it goes through the kernel's things once more each time.
     *
     * @throws UnsupportedOperationException if it is attached without a link
     */
    public byte[] readIterator() throws IOException {
        if (!pinnable) {
            throw new UnsupportedOperationException("this is no link to an iterator");
        }
        return descriptors.get(0).use(link -> {
            try (Descriptor reader = new Links(kernel).openIterator(link)) {
                return new KernelFiles(kernel).readAll(reader, "iterator");
            }
        });
    }

    /** Whether it is closed. */
    public boolean isClosed() {
        return closed.get();
    }

    /** Takes the program off, if the link is not pinned; nothing happens the second time. */
    @Override
    public void close() throws IOException {
        if (!closed.getAndSet(true)) {
            try {
                undo.run();
            } finally {
                for (Descriptor descriptor : descriptors) {
                    descriptor.close();
                }
            }
        }
    }
}
