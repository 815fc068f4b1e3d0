package io.github.bpfmaven.loader.remote;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.github.bpfmaven.loader.kernel.Machine;

/**
 * What the guest says first: {@code struct greeting} in {@code src/main/guest/protocol.h}, 24 bytes.
 *
 * @param pageSize in bytes
 */
record Greeting(Machine machine, int pageSize) {
    private static final byte[] MAGIC = "bpfguest".getBytes(StandardCharsets.US_ASCII);
    private static final int SIZE = 24;
    private static final int VERSION = 1;
    private static final int ORDER = 0x01020304;
    private static final int LEAST_PAGE = 4096;

    /** @throws IOException if it is none, or one of another version */
    static Greeting read(DataInputStream in) throws IOException {
        // A serial line may bring what the firmware has said on it.
        for (int matched = 0; matched < MAGIC.length; ) {
            byte next = in.readByte();
            if (next == MAGIC[matched]) {
                matched++;
            } else {
                matched = next == MAGIC[0] ? 1 : 0;
            }
        }
        ByteBuffer rest = ByteBuffer.wrap(in.readNBytes(SIZE - MAGIC.length));
        if (rest.capacity() < SIZE - MAGIC.length) {
            throw new IOException("it ended in the middle of its greeting");
        }
        rest.order(rest.getInt(Integer.BYTES) == ORDER ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int version = rest.getInt();
        int order = rest.getInt();
        int number = rest.getInt();
        int pageSize = rest.getInt();
        if (version != VERSION || order != ORDER) {
            throw new IOException("it speaks version " + version + " of the protocol, not " + VERSION);
        }
        Machine machine = Arrays.stream(Machine.values())
                .filter(known -> known.elfMachine() == number && known.byteOrder() == rest.order())
                .findFirst()
                .orElseThrow(() -> new IOException("it is a machine of an unknown kind, ELF's number " + number));
        if (Integer.bitCount(pageSize) != 1 || pageSize < LEAST_PAGE) {
            throw new IOException("its pages are of " + Integer.toUnsignedString(pageSize) + " bytes");
        }
        return new Greeting(machine, pageSize);
    }
}
