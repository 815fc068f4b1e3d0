package io.github.bpfmaven.loader.command;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

import io.github.bpfmaven.loader.kernel.Block;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.Kernel;

/** What {@code bpf(2)} does to attach programs. */
public final class Links {
    private static final int CREATE_SIZE = 64;

    private final Kernel kernel;

    public Links(Kernel kernel) {
        this.kernel = kernel;
    }

    /**
     * Attaches a program by a link.
     *
     * @param program its descriptor; that of a map for a table of functions
     * @param target a descriptor or the index of an interface, as the type wants it
     * @param more fills in what the type wants beyond that, from offset 16 on
     */
    public Descriptor create(int program, int target, AttachType type, int flags, Consumer<Block> more)
            throws IOException {
        Block attributes = Block.input(kernel.byteOrder(), CREATE_SIZE)
                .putInt(0, program)
                .putInt(4, target)
                .putInt(8, type.number())
                .putInt(12, flags);
        more.accept(attributes);
        return new Descriptor(kernel, Command.LINK_CREATE.require(kernel, attributes));
    }

    /**
     * Attaches a program to a raw tracepoint, or to what it was loaded for.
     *
     * @param name of the tracepoint; nothing if the program was loaded for a target
     */
    public Descriptor openRawTracepoint(Optional<String> name, int program) throws IOException {
        Block attributes = Block.input(kernel.byteOrder(), 24).putInt(8, program);
        name.ifPresent(text -> attributes.putPointer(0, Block.text(text)));
        return new Descriptor(kernel, Command.RAW_TRACEPOINT_OPEN.require(kernel, attributes));
    }

    /** Makes something to read of a link to an iterator. */
    public Descriptor openIterator(int link) throws IOException {
        return new Descriptor(
                kernel,
                Command.ITER_CREATE.require(
                        kernel, Block.input(kernel.byteOrder(), 8).putInt(0, link)));
    }

    /** Attaches a program without a link. */
    public void attach(int program, int target, AttachType type, int flags) throws IOException {
        Command.PROG_ATTACH.require(
                kernel,
                Block.input(kernel.byteOrder(), 32)
                        .putInt(0, target)
                        .putInt(4, program)
                        .putInt(8, type.number())
                        .putInt(12, flags));
    }

    /** Takes a program off that was attached without a link. */
    public void detach(int program, int target, AttachType type) throws IOException {
        Command.PROG_DETACH.require(
                kernel,
                Block.input(kernel.byteOrder(), 32)
                        .putInt(0, target)
                        .putInt(4, program)
                        .putInt(8, type.number()));
    }
}
