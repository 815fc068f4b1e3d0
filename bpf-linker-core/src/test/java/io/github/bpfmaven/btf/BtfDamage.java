package io.github.bpfmaven.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/** Damages sections in the ways in which it hurts: one to three changes each. */
final class BtfDamage {
    private static final int[] EVIL = {
        -1, 0, 1, 7, 0x7fffffff, 0x80000000, 0x00ffffff, 0x0400ffff, 0x12000001, 0x10000000, 0x8400ffff, 0x0d00ffff
    };
    private static final int MOST_CHANGES = 3;
    private static final int LONGEST_CHUNK = 64;
    private static final int LENGTHS = 4;

    private final Random random;
    private final ByteOrder order;

    BtfDamage(Random random, ByteOrder order) {
        this.random = random;
        this.order = order;
    }

    byte[] to(byte[] section) {
        byte[] damaged = section.clone();
        int changes = 1 + random.nextInt(MOST_CHANGES);
        for (int i = 0; i < changes && damaged.length > BtfHeader.FIXED_SIZE; i++) {
            damaged = change(damaged);
        }
        return damaged;
    }

    private byte[] change(byte[] bytes) {
        int at = random.nextInt(bytes.length);
        int other = random.nextInt(bytes.length);
        return switch (random.nextInt(11)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> swapped(bytes, at, other);
            case 2 -> doubled(bytes, at, other);
            case 3, 4 -> withLength(bytes);
            case 5, 6, 7 -> withWord(bytes, at, EVIL[random.nextInt(EVIL.length)]);
            default -> {
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                yield bytes;
            }
        };
    }

    /** The words that stand aligned are those of types; a word from elsewhere is a good number at a bad place. */
    private byte[] swapped(byte[] bytes, int at, int other) {
        int length = Math.min(chunk(), bytes.length - Math.max(at & ~3, other & ~3));
        byte[] first = Arrays.copyOfRange(bytes, at & ~3, (at & ~3) + length);
        System.arraycopy(bytes, other & ~3, bytes, at & ~3, length);
        System.arraycopy(first, 0, bytes, other & ~3, length);
        return bytes;
    }

    private byte[] doubled(byte[] bytes, int at, int other) {
        int from = at & ~3;
        int to = Math.min(from + chunk(), bytes.length);
        int target = other & ~3;
        return ByteBuffer.allocate(bytes.length + to - from)
                .put(bytes, 0, target)
                .put(bytes, from, to - from)
                .put(bytes, target, bytes.length - target)
                .array();
    }

    /** Behind magic, version and flags come the header's length and the offset and length of each area. */
    private byte[] withLength(byte[] bytes) {
        int at = Integer.BYTES * (1 + random.nextInt(2 * LENGTHS - 1));
        int length =
                random.nextBoolean() ? random.nextInt(bytes.length + Integer.BYTES) : EVIL[random.nextInt(EVIL.length)];
        return withWord(bytes, at, random.nextBoolean() ? length : length & ~3);
    }

    private byte[] withWord(byte[] bytes, int at, int word) {
        if ((at & ~3) + Integer.BYTES <= bytes.length) {
            ByteBuffer.wrap(bytes).order(order).putInt(at & ~3, word);
        }
        return bytes;
    }

    private int chunk() {
        return Integer.BYTES * (1 + random.nextInt(LONGEST_CHUNK / Integer.BYTES));
    }
}
