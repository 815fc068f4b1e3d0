package io.github.bpfmaven.loader.command;

import java.io.IOException;

import io.github.bpfmaven.loader.kernel.Block;
import io.github.bpfmaven.loader.kernel.Kernel;

/** {@code BPF_PROG_TEST_RUN}: a program is run without being attached. */
public final class TestRuns {
    private static final int SIZE = 80;

    private final Kernel kernel;

    public TestRuns(Kernel kernel) {
        this.kernel = kernel;
    }

    /**
     * What a program is run with.
     *
     * @param data a packet; empty for programs that take none
     * @param context the program's context; empty if it is to be all zeros, or there is none
     * @param dataRoom how many bytes the packet may have afterwards; 0 for programs that take none
     * @param contextRoom how many bytes of the context are to come back elsewhere; 0 for programs that change it in its place
     * @param repeat how often; 0 is once, and what programs that cannot be repeated want
     * @param flags {@code BPF_F_TEST_*}
     */
    public record Input(byte[] data, byte[] context, int dataRoom, int contextRoom, int repeat, int flags) {}

    /**
     * What came of it.
     *
     * @param returnValue what the program returned
     * @param data the packet afterwards
     * @param context the context afterwards
     * @param nanoseconds how long a run took on average
     */
    public record Output(int returnValue, byte[] data, byte[] context, int nanoseconds) {}

    /** Runs it. */
    public Output run(int program, Input input) throws IOException {
        Block dataOut = Block.output(kernel.byteOrder(), input.dataRoom());
        Block contextOut = Block.output(kernel.byteOrder(), input.contextRoom());
        // Programs of type syscall change what they are given.
        Block contextIn =
                Block.output(kernel.byteOrder(), input.context().length).putBytes(0, input.context());
        Block attributes = Block.output(kernel.byteOrder(), SIZE)
                .putInt(0, program)
                .putInt(32, input.repeat())
                .putInt(64, input.flags());
        if (input.data().length > 0) {
            attributes.putInt(8, input.data().length).putPointer(16, Block.input(input.data()));
        }
        if (input.dataRoom() > 0) {
            attributes.putInt(12, input.dataRoom()).putPointer(24, dataOut);
        }
        if (input.context().length > 0) {
            attributes.putInt(40, input.context().length).putPointer(48, contextIn);
        }
        if (input.contextRoom() > 0) {
            attributes.putInt(44, input.contextRoom()).putPointer(56, contextOut);
        }
        Command.PROG_TEST_RUN.require(kernel, attributes);
        return new Output(
                attributes.getInt(4),
                dataOut.getBytes(0, Math.min(input.dataRoom(), attributes.getInt(12))),
                input.contextRoom() > 0
                        ? contextOut.getBytes(0, Math.min(input.contextRoom(), attributes.getInt(44)))
                        : contextIn.getBytes(0, contextIn.size()),
                attributes.getInt(36));
    }
}
