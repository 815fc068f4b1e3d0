package io.github.bpfmaven.loader.command;

import java.util.OptionalInt;

/**
 * A program for the kernel: the arguments of {@code BPF_PROG_LOAD}.
 *
 * @param type the number in {@code enum bpf_prog_type}
 * @param instructions 8 bytes each, in the kernel's byte order; not copied
 * @param license {@code GPL}, so that it may call helpers that ask for that
 * @param flags {@code BPF_F_*}
 * @param name at most 15 bytes; empty for kernels before 4.15
 * @param expectedAttachType the number in {@code enum bpf_attach_type}; for a function of a table the index of the member
 * @param types the BTF that the records are of; nothing if there is none, or the kernel takes no records
 * @param functions which function starts where
 * @param lines the source lines of instructions
 * @param attachType the type id of what it is attached to, 0 for none
 * @param attachTo the program, or the BTF of the module, that this type is of; nothing if it is the kernel
 * @param descriptors BTF of modules, whose functions it calls, by their places; empty if it calls none
 * @param kernelVersion what old kernels want of probes
 * @param device the index of the network interface that it is for; 0 for none
 */
public record ProgramLoad(
        int type,
        byte[] instructions,
        String license,
        int flags,
        String name,
        int expectedAttachType,
        OptionalInt types,
        Records functions,
        Records lines,
        int attachType,
        OptionalInt attachTo,
        int[] descriptors,
        int kernelVersion,
        int device) {
    /** {@code BPF_F_SLEEPABLE}: it may sleep. */
    public static final int SLEEPABLE = 1 << 4;
    /** {@code BPF_F_XDP_HAS_FRAGS}: it takes packets in fragments. */
    public static final int XDP_FRAGMENTS = 1 << 5;
    /** {@code BPF_F_XDP_DEV_BOUND_ONLY}: it runs on this machine, and may call functions of the device's driver (Linux 6.3). */
    public static final int DEVICE_BOUND = 1 << 6;

    /**
     * Records about instructions.
     *
     * @param size that of a record in bytes; 0 if there are none
     * @param bytes the records, in the kernel's byte order; not copied
     */
    public record Records(int size, byte[] bytes) {
        /** No records. */
        public static final Records NONE = new Records(0, new byte[0]);
    }

    /** A small program without anything around it, as probes load them. */
    public static ProgramLoad plain(int type, byte[] instructions, String name, int expectedAttachType) {
        return new ProgramLoad(
                type,
                instructions,
                "GPL",
                0,
                name,
                expectedAttachType,
                OptionalInt.empty(),
                Records.NONE,
                Records.NONE,
                0,
                OptionalInt.empty(),
                new int[0],
                0,
                0);
    }
}
