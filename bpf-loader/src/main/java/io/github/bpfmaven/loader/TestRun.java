package io.github.bpfmaven.loader;

import java.time.Duration;
import java.util.Arrays;

/**
 * What a program is run with, without being attached ({@code BPF_PROG_TEST_RUN}).
 *
 * @param data a packet, from its Ethernet header on; empty for programs that take none. Not copied
 * @param context in the kernel's byte order: {@code struct xdp_md}, {@code struct __sk_buff}, the arguments of a raw
 *     tracepoint, what a {@code syscall} program takes; empty for all zeros or none. Not copied
 * @param repeat how often; 1 for programs that can't be repeated
 * @param flags {@code BPF_F_TEST_*}
 */
public record TestRun(byte[] data, byte[] context, int repeat, int flags) {
    /** With nothing. */
    public static final TestRun EMPTY = new TestRun(new byte[0], new byte[0], 1, 0);

    /** With a packet. */
    public static TestRun ofPacket(byte... packet) {
        return new TestRun(packet, new byte[0], 1, 0);
    }

    /** With a context. */
    public static TestRun ofContext(byte... context) {
        return new TestRun(new byte[0], context, 1, 0);
    }

    /** The same with a context. */
    public TestRun withContext(byte... bytes) {
        return new TestRun(data, bytes, repeat, flags);
    }

    /** The same, so often. */
    public TestRun times(int count) {
        return new TestRun(data, context, count, flags);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TestRun that
                && Arrays.equals(data, that.data)
                && Arrays.equals(context, that.context)
                && repeat == that.repeat
                && flags == that.flags;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(data) + Arrays.hashCode(context);
    }

    @Override
    public String toString() {
        return "test run with " + data.length + " bytes of data and " + context.length + " of context";
    }

    /**
     * What came of it.
     *
     * @param returnValue what the program returned: for XDP {@code XDP_PASS} and so on
     * @param data the packet afterwards; empty if there was none. Not copied
     * @param context the context afterwards; empty if none was given. Not copied
     * @param duration how long a run took on average
     */
    public record Result(int returnValue, byte[] data, byte[] context, Duration duration) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Result that
                    && returnValue == that.returnValue
                    && Arrays.equals(data, that.data)
                    && Arrays.equals(context, that.context)
                    && duration.equals(that.duration);
        }

        @Override
        public int hashCode() {
            return 31 * returnValue + Arrays.hashCode(data);
        }

        @Override
        public String toString() {
            return "returned " + returnValue + " with " + data.length + " bytes of data";
        }
    }
}
