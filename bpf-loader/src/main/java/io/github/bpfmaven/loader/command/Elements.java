package io.github.bpfmaven.loader.command;

import java.io.IOException;
import java.util.Optional;

import io.github.bpfmaven.loader.kernel.Block;
import io.github.bpfmaven.loader.kernel.Errno;
import io.github.bpfmaven.loader.kernel.Kernel;
import io.github.bpfmaven.loader.kernel.SystemCallException;

/** What {@code bpf(2)} does with the elements of maps. Keys and values are bytes in the kernel's byte order. */
public final class Elements {
    private static final int SIZE = 32;
    private static final int BATCH_SIZE = 56;
    private static final int KEY = 8;
    private static final int VALUE = 16;
    private static final int FLAGS = 24;

    private final Kernel kernel;

    public Elements(Kernel kernel) {
        this.kernel = kernel;
    }

    /** The value of a key; nothing if there is none. */
    public Optional<byte[]> lookup(int map, byte[] key, int valueSize, long flags) throws IOException {
        return value(Command.MAP_LOOKUP_ELEM, map, key, valueSize, flags);
    }

    /** The value of a key, which is removed; of maps without keys the next value. Nothing if there is none. */
    public Optional<byte[]> take(int map, byte[] key, int valueSize, long flags) throws IOException {
        return value(Command.MAP_LOOKUP_AND_DELETE_ELEM, map, key, valueSize, flags);
    }

    private Optional<byte[]> value(Command command, int map, byte[] key, int valueSize, long flags) throws IOException {
        Block value = Block.output(kernel.byteOrder(), valueSize);
        Block attributes = attributes(map, flags).putPointer(VALUE, value);
        putKey(attributes, key);
        long result = command.call(kernel, attributes);
        if (result == -Errno.ENOENT.number()) {
            return Optional.empty();
        }
        SystemCallException.check(command.text(), result);
        return Optional.of(value.getBytes(0, valueSize));
    }

    /** Puts an element. */
    public void update(int map, byte[] key, byte[] value, long flags) throws IOException {
        Block attributes = attributes(map, flags).putPointer(VALUE, Block.input(value));
        putKey(attributes, key);
        Command.MAP_UPDATE_ELEM.require(kernel, attributes);
    }

    /** Removes an element; whether there was one. */
    public boolean delete(int map, byte[] key) throws IOException {
        Block attributes = attributes(map, 0);
        putKey(attributes, key);
        long result = Command.MAP_DELETE_ELEM.call(kernel, attributes);
        if (result == -Errno.ENOENT.number()) {
            return false;
        }
        SystemCallException.check(Command.MAP_DELETE_ELEM.text(), result);
        return true;
    }

    /** The key behind another, or the first one; nothing if there is none. */
    public Optional<byte[]> nextKey(int map, Optional<byte[]> key, int keySize) throws IOException {
        Block next = Block.output(kernel.byteOrder(), keySize);
        Block attributes = attributes(map, 0).putPointer(VALUE, next);
        key.ifPresent(known -> putKey(attributes, known));
        long result = Command.MAP_GET_NEXT_KEY.call(kernel, attributes);
        if (result == -Errno.ENOENT.number()) {
            return Optional.empty();
        }
        SystemCallException.check(Command.MAP_GET_NEXT_KEY.text(), result);
        return Optional.of(next.getBytes(0, keySize));
    }

    /**
     * Several elements at once.
     *
     * @param keys one behind the other
     * @param values one behind the other
     * @param count how many there are
     * @param next where the next call goes on
     * @param last whether there are none behind these
     */
    public record Batch(byte[] keys, byte[] values, int count, byte[] next, boolean last) {}

    /**
     * Reads several elements.
     *
     * @param from where the call before ended; nothing for the first
     * @param take whether they are removed
     * @param cursorSize in bytes: at least the size of a key and 4
     * @throws SystemCallException also with {@code ENOSPC} if a bucket of a hash table has more elements than are asked for
     */
    public Batch lookupBatch(
            int map, Optional<byte[]> from, int count, int keySize, int valueSize, int cursorSize, boolean take)
            throws IOException {
        Command command = take ? Command.MAP_LOOKUP_AND_DELETE_BATCH : Command.MAP_LOOKUP_BATCH;
        Block next = Block.output(kernel.byteOrder(), cursorSize);
        Block keys = Block.output(kernel.byteOrder(), Math.multiplyExact(keySize, count));
        Block values = Block.output(kernel.byteOrder(), Math.multiplyExact(valueSize, count));
        Block attributes = Block.output(kernel.byteOrder(), BATCH_SIZE)
                .putPointer(8, next)
                .putPointer(16, keys)
                .putPointer(24, values)
                .putInt(32, count)
                .putInt(36, map);
        from.ifPresent(cursor -> attributes.putPointer(0, Block.input(cursor)));
        long result = command.call(kernel, attributes);
        boolean last = result == -Errno.ENOENT.number();
        if (!last) {
            SystemCallException.check(command.text(), result);
        }
        int found = attributes.getInt(32);
        return new Batch(
                keys.getBytes(0, keySize * found),
                values.getBytes(0, valueSize * found),
                found,
                next.getBytes(0, cursorSize),
                last);
    }

    /** Puts several elements; all, or it throws. */
    public void updateBatch(int map, byte[] keys, byte[] values, int count, long flags) throws IOException {
        Command.MAP_UPDATE_BATCH.require(
                kernel,
                Block.output(kernel.byteOrder(), BATCH_SIZE)
                        .putPointer(16, Block.input(keys))
                        .putPointer(24, Block.input(values))
                        .putInt(32, count)
                        .putInt(36, map)
                        .putLong(40, flags));
    }

    /** Removes several elements; all, or it throws. */
    public void deleteBatch(int map, byte[] keys, int count) throws IOException {
        Command.MAP_DELETE_BATCH.require(
                kernel,
                Block.output(kernel.byteOrder(), BATCH_SIZE)
                        .putPointer(16, Block.input(keys))
                        .putInt(32, count)
                        .putInt(36, map));
    }

    private Block attributes(int map, long flags) {
        return Block.input(kernel.byteOrder(), SIZE).putInt(0, map).putLong(FLAGS, flags);
    }

    /** Queues, stacks and Bloom filters have no keys, and the kernel wants no address then. */
    private static void putKey(Block attributes, byte[] key) {
        if (key.length > 0) {
            attributes.putPointer(KEY, Block.input(key));
        }
    }
}
