package io.github.bpfmaven.loader.command;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import io.github.bpfmaven.loader.kernel.Block;

/**
 * What the kernel knows of a program ({@code struct bpf_prog_info}).
 *
 * @param type the number in {@code enum bpf_prog_type}
 * @param id by which the kernel knows it until it is gone
 * @param name empty if it has none
 * @param tag a hash of the instructions as they were loaded, but for the numbers of maps: 16 hexadecimal digits
 * @param instructions after the verifier has rewritten them, with ids in the place of maps; empty where the reader may not
 *     see them. Not copied
 * @param jited whether it runs as machine code
 * @param maps the ids of the maps that it uses
 * @param btf the id of its BTF, 0 for none
 * @param functionRecords {@code struct bpf_func_info}, as the verifier has left them; not copied
 * @param lineRecords {@code struct bpf_line_info}, as the verifier has left them; not copied
 * @param verifiedInstructions how many the verifier went through; 0 for kernels before 5.16
 */
public record ProgramInfo(
        int type,
        int id,
        String name,
        String tag,
        byte[] instructions,
        boolean jited,
        List<Integer> maps,
        int btf,
        byte[] functionRecords,
        byte[] lineRecords,
        int verifiedInstructions) {
    static final int SIZE = 232;
    private static final int INSTRUCTIONS_LENGTH = 20;
    private static final int INSTRUCTIONS = 32;
    private static final int MAP_COUNT = 52;
    private static final int MAPS = 56;
    private static final int FUNCTION_SIZE = 132;
    private static final int FUNCTIONS = 136;
    private static final int FUNCTION_COUNT = 144;
    private static final int LINE_COUNT = 148;
    private static final int LINES = 152;
    private static final int LINE_SIZE = 172;

    /** For a second call, which brings what the first told the sizes of. */
    static Block request(ByteOrder order, Block first) {
        Block second = Block.output(order, SIZE);
        second.putInt(INSTRUCTIONS_LENGTH, first.getInt(INSTRUCTIONS_LENGTH))
                .putPointer(INSTRUCTIONS, Block.output(order, first.getInt(INSTRUCTIONS_LENGTH)))
                .putInt(MAP_COUNT, first.getInt(MAP_COUNT))
                .putPointer(MAPS, Block.output(order, Integer.BYTES * first.getInt(MAP_COUNT)))
                .putInt(FUNCTION_SIZE, first.getInt(FUNCTION_SIZE))
                .putInt(FUNCTION_COUNT, first.getInt(FUNCTION_COUNT))
                .putPointer(FUNCTIONS, Block.output(order, first.getInt(FUNCTION_SIZE) * first.getInt(FUNCTION_COUNT)))
                .putInt(LINE_SIZE, first.getInt(LINE_SIZE))
                .putInt(LINE_COUNT, first.getInt(LINE_COUNT))
                .putPointer(LINES, Block.output(order, first.getInt(LINE_SIZE) * first.getInt(LINE_COUNT)));
        return second;
    }

    static ProgramInfo of(Block info) {
        List<byte[]> parts = new ArrayList<>();
        for (Block.Pointer pointer : info.pointers()) {
            parts.add(pointer.target().getBytes(0, pointer.target().size()));
        }
        Block mapIds = info.pointers().get(1).target();
        List<Integer> maps = new ArrayList<>();
        for (int at = 0; at < mapIds.size(); at += Integer.BYTES) {
            maps.add(mapIds.getInt(at));
        }
        return new ProgramInfo(
                info.getInt(0),
                info.getInt(4),
                info.getText(64, 16),
                HexFormat.of().formatHex(info.getBytes(8, 8)),
                parts.get(0),
                info.getInt(16) != 0,
                maps,
                info.getInt(128),
                parts.get(2),
                parts.get(3),
                info.getInt(216));
    }
}
