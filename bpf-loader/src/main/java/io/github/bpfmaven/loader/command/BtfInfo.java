package io.github.bpfmaven.loader.command;

import java.nio.ByteOrder;

import io.github.bpfmaven.loader.kernel.Block;

/**
 * What the kernel knows of BTF ({@code struct bpf_btf_info}).
 *
 * @param bytes the section; not copied
 * @param id by which the kernel knows it until it is gone
 * @param name {@code vmlinux}, or that of a module; empty for what programs brought
 * @param ofKernel whether it is the kernel's or a module's
 */
public record BtfInfo(byte[] bytes, int id, String name, boolean ofKernel) {
    static final int SIZE = 32;
    private static final int NAME_SIZE = 64;

    /** For a second call, which brings the bytes and the name. */
    static Block request(ByteOrder order, Block first) {
        return Block.output(order, SIZE)
                .putPointer(0, Block.output(order, first.getInt(8)))
                .putInt(8, first.getInt(8))
                .putPointer(16, Block.output(order, NAME_SIZE))
                .putInt(24, NAME_SIZE);
    }

    static BtfInfo of(Block info) {
        Block bytes = info.pointers().get(0).target();
        Block name = info.pointers().get(1).target();
        return new BtfInfo(bytes.bytes().array(), info.getInt(12), name.getText(0, NAME_SIZE), info.getInt(28) != 0);
    }
}
