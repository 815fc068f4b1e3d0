package com.example.quickstart;

import java.nio.ByteBuffer;

/** Packets as they come from a wire. */
final class Packets {
    private static final int ETHERNET_HEADER = 14;
    private static final int SHORTEST_FRAME = 60;

    private Packets() {}

    /** An Ethernet frame with an IPv4 packet of TCP in it. Network byte order, which is that of a new buffer. */
    static byte[] tcp() {
        return ByteBuffer.allocate(SHORTEST_FRAME)
                .putShort(12, (short) 0x0800) // Ethernet: what follows is IPv4
                .put(ETHERNET_HEADER, (byte) 0x45) // IP: version 4, a header of 5 words
                .put(ETHERNET_HEADER + 9, (byte) 6) // IP: what follows is TCP
                .array();
    }
}
