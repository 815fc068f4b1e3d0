package io.github.bpfmaven.loader.remote;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.bpfmaven.loader.kernel.Argument;
import io.github.bpfmaven.loader.kernel.Block;

/**
 * A system call as bytes: {@code struct call} in {@code src/main/guest/protocol.h} and what follows it. The blocks lie one after the
 * other in memory that the guest makes for the call; of each only what is not 0 at its end is sent, there and back.
 */
final class CallMessage {
    private static final int HEADER = 80;
    private static final int BLOCK = 24;
    private static final int POINTER = 16;
    private static final int MOST_ARGUMENTS = 6;
    private static final int ALIGNMENT = 16;

    private final long number;
    private final Argument[] arguments;
    /** Each block once, whatever points to it, with its place. */
    private final Map<Block, Long> places = new IdentityHashMap<>();

    private final List<Block> blocks = new ArrayList<>();
    private long end;

    CallMessage(long number, Argument... arguments) {
        this.number = number;
        this.arguments = arguments;
        for (Argument argument : arguments) {
            if (argument instanceof Block block) {
                place(block);
            }
        }
    }

    private void place(Block block) {
        if (!places.containsKey(block)) {
            places.put(block, end);
            blocks.add(block);
            end += (block.size() + ALIGNMENT - 1L) & -ALIGNMENT;
            block.pointers().forEach(pointer -> place(pointer.target()));
        }
    }

    /** The request. */
    ByteBuffer write(Connection connection) {
        int[] sent = blocks.stream().mapToInt(CallMessage::used).toArray();
        int pointers =
                blocks.stream().mapToInt(block -> block.pointers().size()).sum();
        int size = HEADER + BLOCK * blocks.size() + POINTER * pointers;
        for (int length : sent) {
            size = Math.addExact(size, length);
        }
        ByteBuffer message = connection.request(size).putLong(number);
        int addresses = 0;
        for (int i = 0; i < MOST_ARGUMENTS; i++) {
            if (i < arguments.length && arguments[i] instanceof Block block) {
                addresses |= 1 << i;
                message.putLong(placeOf(block));
            } else {
                message.putLong(i < arguments.length ? ((Argument.Word) arguments[i]).value() : 0);
            }
        }
        message.putInt(addresses)
                .putInt(blocks.size())
                .putInt(pointers)
                .putInt(0)
                .putLong(end);
        for (int i = 0; i < sent.length; i++) {
            Block block = blocks.get(i);
            message.putLong(placeOf(block))
                    .putInt(block.size())
                    .putInt(sent[i])
                    .putInt(block.isAnswered() ? 1 : 0)
                    .putInt(0);
        }
        for (Block block : blocks) {
            for (Block.Pointer pointer : block.pointers()) {
                message.putLong(placeOf(block) + pointer.offset()).putLong(placeOf(pointer.target()));
            }
        }
        for (int i = 0; i < sent.length; i++) {
            message.put(blocks.get(i).bytes().array(), 0, sent[i]);
        }
        return message;
    }

    /**
     * Puts what came back into the blocks.
     *
     * @throws RemoteKernelException if it does not fit them
     */
    void read(ByteBuffer answer) throws RemoteKernelException {
        // Nothing comes with an error of the guest itself.
        if (!answer.hasRemaining()) {
            return;
        }
        for (Block block : blocks) {
            if (block.isAnswered()) {
                int length = answer.getInt();
                if (length < 0 || length > Math.min(block.size(), answer.remaining())) {
                    throw new RemoteKernelException("the guest answers with " + Integer.toUnsignedString(length)
                            + " bytes for a block of " + block.size());
                }
                byte[] bytes = block.bytes().array();
                answer.get(bytes, 0, length);
                Arrays.fill(bytes, length, bytes.length, (byte) 0);
            }
        }
    }

    private long placeOf(Block block) {
        return Objects.requireNonNull(places.get(block));
    }

    /** How many bytes there are up to the last one that is not 0. */
    private static int used(Block block) {
        byte[] bytes = block.bytes().array();
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] == 0) {
            length--;
        }
        return length;
    }
}
