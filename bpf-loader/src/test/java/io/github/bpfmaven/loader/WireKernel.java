package io.github.bpfmaven.loader;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import io.github.bpfmaven.loader.kernel.Argument;
import io.github.bpfmaven.loader.kernel.Block;
import io.github.bpfmaven.loader.kernel.Kernel;
import io.github.bpfmaven.loader.kernel.LocalKernel;
import io.github.bpfmaven.loader.kernel.Machine;
import io.github.bpfmaven.loader.kernel.Mapping;
import io.github.bpfmaven.loader.kernel.SystemCall;

/**
 * This kernel behind a wire: every call becomes a message of bytes, and so does its answer. The far end knows nothing but what is
 * in the message. Memory can't be handed out; it is read and written piece by piece.
 */
final class WireKernel implements Kernel {
    private final Kernel far = LocalKernel.open();
    private long messages;

    /** How many calls there were. */
    long messages() {
        return messages;
    }

    @Override
    public Machine machine() {
        return far.machine();
    }

    @Override
    public int pageSize() {
        return far.pageSize();
    }

    @Override
    public synchronized long call(SystemCall call, Argument... arguments) throws IOException {
        messages++;
        var blocks = new ArrayList<Block>();
        for (var argument : arguments) {
            if (argument instanceof Block block) {
                gather(block, blocks);
            }
        }
        var message = new ByteArrayOutputStream();
        var out = new DataOutputStream(message);
        out.writeByte(call.ordinal());
        out.writeByte(blocks.size());
        for (var block : blocks) {
            out.writeBoolean(block.isAnswered());
            out.writeInt(block.size());
            out.write(block.getBytes(0, block.size()));
            out.writeByte(block.pointers().size());
            for (var pointer : block.pointers()) {
                out.writeInt(pointer.offset());
                out.writeByte(blocks.indexOf(pointer.target()));
            }
        }
        out.writeByte(arguments.length);
        for (var argument : arguments) {
            out.writeBoolean(argument instanceof Block);
            out.writeLong(argument instanceof Block block ? blocks.indexOf(block) : ((Argument.Word) argument).value());
        }
        var answer = new DataInputStream(new ByteArrayInputStream(carryOut(message.toByteArray())));
        for (var block : blocks) {
            if (block.isAnswered()) {
                block.putBytes(0, answer.readNBytes(block.size()));
            }
        }
        return answer.readLong();
    }

    private static void gather(Block block, List<Block> blocks) {
        if (!blocks.contains(block)) {
            blocks.add(block);
            block.pointers().forEach(pointer -> gather(pointer.target(), blocks));
        }
    }

    /** The far end. */
    private byte[] carryOut(byte[] message) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(message));
        var call = SystemCall.values()[in.readByte()];
        var blocks = new ArrayList<Block>();
        var pointers = new ArrayList<int[]>();
        for (int index = 0, count = in.readByte(); index < count; index++) {
            var answered = in.readBoolean();
            var size = in.readInt();
            var block = answered ? Block.output(byteOrder(), size) : Block.input(byteOrder(), size);
            blocks.add(block.putBytes(0, in.readNBytes(size)));
            for (int pointer = 0, many = in.readByte(); pointer < many; pointer++) {
                pointers.add(new int[] {index, in.readInt(), in.readByte()});
            }
        }
        pointers.forEach(pointer -> blocks.get(pointer[0]).putPointer(pointer[1], blocks.get(pointer[2])));
        var arguments = new Argument[in.readByte()];
        for (var i = 0; i < arguments.length; i++) {
            var isBlock = in.readBoolean();
            var value = in.readLong();
            arguments[i] = isBlock ? blocks.get((int) value) : Argument.of(value);
        }
        var result = far.call(call, arguments);
        var answer = new ByteArrayOutputStream();
        var out = new DataOutputStream(answer);
        for (var block : blocks) {
            if (block.isAnswered()) {
                out.write(block.getBytes(0, block.size()));
            }
        }
        out.writeLong(result);
        return answer.toByteArray();
    }

    @Override
    public Mapping map(int descriptor, long offset, long length, boolean writable) throws IOException {
        var memory = far.map(descriptor, offset, length, writable);
        return new Mapping() {
            @Override
            public long length() {
                return memory.length();
            }

            @Override
            public long getLongAcquire(long at) throws IOException {
                return memory.getLongAcquire(at);
            }

            @Override
            public int getIntAcquire(long at) throws IOException {
                return memory.getIntAcquire(at);
            }

            @Override
            public void putLongRelease(long at, long value) throws IOException {
                memory.putLongRelease(at, value);
            }

            @Override
            public ByteBuffer view(long at, int size) throws IOException {
                var copy = new byte[size];
                memory.view(at, size).get(copy);
                return ByteBuffer.wrap(copy).order(byteOrder());
            }

            @Override
            public ByteBuffer buffer() {
                throw new UnsupportedOperationException("the memory is elsewhere");
            }

            @Override
            public void close() throws IOException {
                memory.close();
            }
        };
    }

    @Override
    public void close() throws IOException {
        far.close();
    }
}
